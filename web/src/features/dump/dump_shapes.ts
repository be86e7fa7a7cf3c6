// Dumps of minilabs, which are samples and nothing else: which files are that, what shape they may have, and the header
// that tells the engine. The engine knows it and a few shapes itself (core/io/dump_header.h, core/io/dump).

export interface DumpShape {
  readonly width: number;
  readonly height: number;
  /** Of a pixel: 48, or 24 where samples have 8 bits. */
  readonly pixelBits: 24 | 48;
}

/** Bytes that the engine tells by themselves: Pakon's frames of 16 bits. */
const kKnownBytes: ReadonlySet<number> = new Set([3000 * 2000 * 6, 2250 * 1500 * 6, 1500 * 1000 * 6]);
/** Rows of a scanner's sensor line, which the film runs past: its frames are as long as they are. */
const kKnownHeights: ReadonlySet<number> = new Set([2000, 1500, 1000]);
/** Width by height of a frame of 35 mm. */
const kFrame = 1.5;
const kHeaderBytes = 16;
/** The engine's own limit. */
const kMostSide = 65535;
/** What a person can choose from at a glance. */
const kMostShapes = 6;

export function isNamedLikeDump({ name }: File): boolean {
  return /\.raw$/i.test(name);
}

/** A name that says so, and first bytes that say nothing. */
export async function isBareDump(file: File): Promise<boolean> {
  if (!isNamedLikeDump(file) || file.size % 3 !== 0 || kKnownBytes.has(file.size)) return false;
  const head = new DataView(await file.slice(0, kHeaderBytes).arrayBuffer());
  if (head.byteLength < kHeaderBytes) return false;
  const start = String.fromCharCode(head.getUint8(0), head.getUint8(1));
  // Cameras that write files of this ending begin them as TIFFs are begun. A header of 16 bytes leaves no multiple of 3.
  return start !== 'II' && start !== 'MM';
}

/** Shapes that this many bytes may have: those of known scanners first, and the nearest to a frame of 35 mm. */
export function shapesOf(bytes: number): readonly DumpShape[] {
  const shapes = ([48, 24] as const).flatMap((pixelBits) => frames(bytes, pixelBits));
  const rank = ({ height }: DumpShape) => (kKnownHeights.has(height) ? 0 : 1);
  const distance = ({ width, height }: DumpShape) => Math.abs(Math.log(width / height / kFrame));
  return shapes.sort((one, other) => rank(one) - rank(other) || distance(one) - distance(other)).slice(0, kMostShapes);
}

/** The shapes of rows of this width. */
export function shapesOfWidth(bytes: number, width: number): readonly DumpShape[] {
  return ([48, 24] as const).flatMap((pixelBits) => {
    const height = (bytes * 8) / pixelBits / width;
    return Number.isInteger(height) && height >= 1 && height <= kMostSide ? [{ width, height, pixelBits }] : [];
  });
}

/** Lying pictures, of sides that differ by four times at most: a panorama's do by three. */
function frames(bytes: number, pixelBits: 24 | 48): DumpShape[] {
  const pixels = (bytes * 8) / pixelBits;
  const shapes: DumpShape[] = [];
  for (let height = Math.ceil(Math.sqrt(pixels / 4)); height * height <= pixels; height++) {
    const width = pixels / height;
    if (Number.isInteger(width) && width <= kMostSide) shapes.push({ width, height, pixelBits });
  }
  return shapes;
}

/** The same file with a header. Its bytes are not copied. */
export function withDumpHeader(file: File, { width, height, pixelBits }: DumpShape): File {
  const header = new Uint32Array([kHeaderBytes, width, height, pixelBits]);
  return new File([header, file], file.name, { lastModified: file.lastModified });
}
