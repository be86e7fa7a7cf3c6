// The formats that the engine opens: what the file dialog offers, and what the installed page registers for.

export interface ScanFormat {
  readonly type: string;
  readonly endings: readonly string[];
}

export const scanFormats: readonly ScanFormat[] = [
  { type: 'image/tiff', endings: ['.tif', '.tiff'] },
  { type: 'image/png', endings: ['.png'] },
  { type: 'image/jpeg', endings: ['.jpg', '.jpeg'] },
];

/** For the `accept` of a file dialog and of a share target. */
export const acceptedFormats: readonly string[] = scanFormats.flatMap(({ type, endings }) => [...endings, type]);
