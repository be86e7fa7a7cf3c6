// A small scan with texts in its tags, as a scanner's program writes them - or somebody who means harm.

const kAscii = 2;
const kShort = 3;
const kLong = 4;

/** DocumentName, ImageDescription, Make, Model, Software, Artist, HostComputer, Copyright. */
const kTextTags = [269, 270, 271, 272, 305, 315, 316, 33432];

/** An 8-bit gray TIFF of 64 x 64 pixels in which every tag of text holds `text`. */
export function taggedTiff(text: string): Buffer {
  const side = 64;
  const texts = Buffer.from(`${text}\0`);
  const numbers = [
    [256, side],
    [257, side],
    [258, 8],
    [259, 1],
    [262, 1],
    [277, 1],
    [278, side],
    [279, side * side],
  ] as const;
  const count = numbers.length + kTextTags.length + 1;
  const textAt = 8 + 2 + count * 12 + 4;
  const pixelsAt = textAt + texts.length + (texts.length % 2);
  const file = Buffer.alloc(pixelsAt + side * side);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(count, 8);
  const entries: (readonly [number, number, number, number])[] = [
    ...numbers.map(([tag, value]) => [tag, tag < 259 || tag > 277 ? kLong : kShort, 1, value] as const),
    [273, kLong, 1, pixelsAt],
    ...kTextTags.map((tag) => [tag, kAscii, texts.length, textAt] as const),
  ];
  entries.sort(([one], [other]) => one - other);
  entries.forEach(([tag, type, length, value], index) => {
    const at = 10 + 12 * index;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(length, at + 4);
    file.writeUInt32LE(value, at + 8);
  });
  texts.copy(file, textAt);
  for (let pixel = 0; pixel < side * side; pixel += 1) file[pixelsAt + pixel] = 60 + (pixel % side) * 2;
  return file;
}
