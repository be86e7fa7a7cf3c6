// A camera raw file that every build of the engine must develop to the same bytes: a DNG of 14-bit codes, of a negative on
// a light table. All of it comes from whole numbers, so it is the same wherever it is made.

const [byte, ascii, short, long, rational, signedRational] = [1, 2, 3, 4, 5, 10];
const bytesOf = { [byte]: 1, [ascii]: 1, [short]: 2, [long]: 4, [rational]: 8, [signedRational]: 8 };

const black = 512;
const white = 15871;

/** Smooth waves with some noise, each color at a level of its own. */
function code(x, y) {
  const color = (y & 1) + (x & 1);
  const wave = (period, at) => Math.abs((at % (2 * period)) - period) / period;
  const noise = (Math.imul(x * 7919 + y, 0x9e3779b1) >>> 24) & 63;
  return black + noise + Math.floor((2000 + 8000 * wave(97, x) * wave(61, y)) / (1 + color));
}

/** An uncompressed DNG of `width` x `height` photosites, red at the top left; held sideways when it was taken. */
export function makeDng(width, height) {
  const pixels = Buffer.alloc(width * height * 2);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) pixels.writeUInt16LE(code(x, y), 2 * (y * width + x));
  }
  const tags = [
    [254, long, [0]],
    [256, long, [width]],
    [257, long, [height]],
    [258, short, [16]],
    [259, short, [1]],
    [262, short, [32803]], // a mosaic
    [271, ascii, [...Buffer.from('Box\0')]],
    [272, ascii, [...Buffer.from('One\0')]],
    [273, long, [0]], // where the pixels are: below
    [274, short, [6]],
    [277, short, [1]],
    [278, long, [height]],
    [279, long, [pixels.length]],
    [33421, short, [2, 2]],
    [33422, byte, [0, 1, 1, 2]],
    [50706, byte, [1, 4, 0, 0]],
    [50714, long, [black]],
    [50717, long, [white]],
    [50721, signedRational, [1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1]],
    [50728, rational, [450, 1000, 1000, 1000, 700, 1000]],
  ];
  const directory = Buffer.alloc(2 + 12 * tags.length + 4);
  const values = [];
  let end = 8 + directory.length;
  directory.writeUInt16LE(tags.length, 0);
  for (const [index, [tag, type, numbers]] of tags.entries()) {
    const at = 2 + 12 * index;
    const unit = Math.min(bytesOf[type], 4);
    const value = Buffer.alloc(Math.max(4, numbers.length * unit));
    numbers.forEach((number, i) => value.writeUIntLE(number, i * unit, unit));
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE((numbers.length * unit) / bytesOf[type], at + 4);
    if (value.length === 4) {
      value.copy(directory, at + 8);
    } else {
      directory.writeUInt32LE(end, at + 8);
      values.push(value);
      end += value.length;
    }
    if (tag === 273) directory.place = at + 8;
  }
  directory.writeUInt32LE(end, directory.place);
  return Buffer.concat([Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0]), directory, ...values, pixels]);
}
