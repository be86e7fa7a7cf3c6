// The sample as a picture of its own: a scan is known by its picture, and tests want several.

const kDefineQuantization = 0xffdb;
const kTableAt = 5;
/** Of the 64 coefficients, in zigzag order: those that grain has, and nobody sees. */
const kFirst = 8;
const kCoefficients = 40;

/** The same scene with steps of two coefficients changed by what the name is, in a JPEG whose first table is of bytes. */
export function pictureOfItsOwn(jpeg: Buffer, name: string): Buffer {
  const changed = Buffer.from(jpeg);
  const marker = changed.indexOf(Buffer.from([kDefineQuantization >> 8, kDefineQuantization & 0xff]));
  if (marker < 0) throw new Error('the sample has no table of quantization');
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.charCodeAt(0)) % (kCoefficients * kCoefficients);
  for (const which of [hash % kCoefficients, Math.floor(hash / kCoefficients)]) {
    const at = marker + kTableAt + kFirst + which;
    changed[at] = (changed[at] ?? 0) + 1;
  }
  return changed;
}
