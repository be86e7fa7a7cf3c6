// The formats that the engine opens: what the file dialog offers, and what the installed page registers for.

export interface ScanFormat {
  readonly type: string;
  readonly endings: readonly string[];
}

export const scanFormats: readonly ScanFormat[] = [
  { type: 'image/tiff', endings: ['.tif', '.tiff'] },
  { type: 'image/png', endings: ['.png'] },
  { type: 'image/jpeg', endings: ['.jpg', '.jpeg'] },
  // Camera raw files have no registered types but DNG's; these are the ones that desktops use. The engine looks at what
  // a file has in it, so an ending that is missing here can still be dropped.
  { type: 'image/x-adobe-dng', endings: ['.dng'] },
  { type: 'image/x-canon-cr2', endings: ['.cr2'] },
  { type: 'image/x-canon-cr3', endings: ['.cr3'] },
  { type: 'image/x-canon-crw', endings: ['.crw'] },
  { type: 'image/x-epson-erf', endings: ['.erf'] },
  { type: 'image/x-fuji-raf', endings: ['.raf'] },
  { type: 'image/x-hasselblad-3fr', endings: ['.3fr', '.fff'] },
  { type: 'image/x-kodak-dcr', endings: ['.dcr', '.kdc'] },
  { type: 'image/x-leaf-mos', endings: ['.mos'] },
  { type: 'image/x-leica-rwl', endings: ['.rwl'] },
  { type: 'image/x-mamiya-mef', endings: ['.mef'] },
  { type: 'image/x-minolta-mrw', endings: ['.mrw'] },
  { type: 'image/x-nikon-nef', endings: ['.nef', '.nrw'] },
  { type: 'image/x-olympus-orf', endings: ['.orf'] },
  { type: 'image/x-panasonic-rw2', endings: ['.rw2', '.raw'] },
  { type: 'image/x-pentax-pef', endings: ['.pef'] },
  { type: 'image/x-phaseone-iiq', endings: ['.iiq'] },
  { type: 'image/x-samsung-srw', endings: ['.srw'] },
  { type: 'image/x-sony-arw', endings: ['.arw'] },
];

/** For the `accept` of a file dialog and of a share target. */
export const acceptedFormats: readonly string[] = scanFormats.flatMap(({ type, endings }) => [...endings, type]);
