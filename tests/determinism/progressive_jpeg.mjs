// A progressive JPEG of any size, in RGB at full resolution: blocks of one color each, with a slope across some of them.

const kScanHeader = 0xda;
/** EOBn stands for up to this many blocks, with n = 14. */
const kLongestRun = 32767;

/** Bits from the highest on, with the zero byte that follows a 0xFF in a scan. */
class Bits {
  #bytes = [];
  #held = 0;
  #count = 0;

  add(value, bits) {
    for (let bit = bits - 1; bit >= 0; bit -= 1) {
      this.#held = (this.#held << 1) | ((value >> bit) & 1);
      if ((this.#count += 1) === 8) this.#flush();
    }
  }
  #flush() {
    this.#bytes.push(this.#held);
    if (this.#held === 0xff) this.#bytes.push(0);
    this.#held = this.#count = 0;
  }
  finish() {
    while (this.#count > 0) this.add(1, 1);
    return Buffer.from(this.#bytes);
  }
}

const segment = (marker, ...bytes) => {
  const content = Buffer.from(bytes.flat());
  return Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]), content]);
};

/** Sizes of differences 0..11 in codes of 4 bits; ends of blocks EOB0..EOB14 and, last, a coefficient of 1 in 5 bits. */
const kDcSymbols = Array.from({ length: 12 }, (_, size) => size);
const kAcSymbols = [...Array.from({ length: 15 }, (_, n) => n << 4), 0x01];
const counts = (symbols, bits) => Array.from({ length: 16 }, (_, index) => (index === bits - 1 ? symbols.length : 0));

function addDifference(bits, difference) {
  const size = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
  bits.add(size, 4);
  if (size > 0) bits.add(difference > 0 ? difference : difference + (1 << size) - 1, size);
}

function addEmptyBlocks(bits, count) {
  for (let left = count; left > 0; left -= kLongestRun) {
    const run = Math.min(left, kLongestRun);
    const n = 31 - Math.clz32(run);
    bits.add(n, 5);
    if (n > 0) bits.add(run - (1 << n), n);
  }
}

/** `scan` calls its second argument with the bits of a scan of these components, coefficients and precision. */
function scan(components, first, last, before, after, write) {
  const bits = new Bits();
  write(bits);
  const selected = components.flatMap((component) => [component + 1, 0]);
  const header = segment(kScanHeader, components.length, selected, first, last, (before << 4) | after);
  return Buffer.concat([header, bits.finish()]);
}

/** `repeated`: how often the last scan follows once more, which no encoder does. */
export function makeProgressiveJpeg(width, height, { repeated = 0 } = {}) {
  const across = Math.ceil(width / 8);
  const blocks = across * Math.ceil(height / 8);
  const color = (component, block) =>
    (((block % across) * (3 + component) + Math.floor(block / across) * (5 - component)) % 160) - 80;
  const all = [0, 1, 2];
  const last = scan([0], 6, 63, 0, 0, (bits) => addEmptyBlocks(bits, blocks));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xee, [...Buffer.from('Adobe')], 0, 100, 0, 0, 0, 0, 0),
    segment(0xdb, 0, Array(64).fill(8)),
    segment(
      0xc2,
      8,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      3,
      all.flatMap((c) => [c + 1, 0x11, 0]),
    ),
    segment(0xc4, 0x00, counts(kDcSymbols, 4), kDcSymbols, 0x10, counts(kAcSymbols, 5), kAcSymbols),
    scan(all, 0, 0, 0, 1, (bits) => {
      const before = [0, 0, 0];
      for (let block = 0; block < blocks; block += 1) {
        for (const component of all) {
          const coarse = color(component, block) >> 1;
          addDifference(bits, coarse - before[component]);
          before[component] = coarse;
        }
      }
    }),
    scan([0], 1, 5, 0, 0, (bits) => {
      for (let block = 0; block < blocks; block += 1) {
        if (block % 3 === 0) bits.add((0b01111 << 1) | (block & 1), 6);
        bits.add(0, 5);
      }
    }),
    ...[1, 2].map((component) => scan([component], 1, 63, 0, 0, (bits) => addEmptyBlocks(bits, blocks))),
    scan(all, 0, 0, 1, 0, (bits) => {
      for (let block = 0; block < blocks; block += 1) for (const c of all) bits.add(color(c, block) & 1, 1);
    }),
    ...Array(repeated + 1).fill(last),
    Buffer.from([0xff, 0xd9]),
  ]);
}
