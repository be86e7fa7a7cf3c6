// ICC profiles for tests, from whole numbers: of a table, and of a curve for each channel.

const kHeaderBytes = 128;

const chars = (text) => [...text].map((c) => c.charCodeAt(0));
const word = (value) => [(value >> 8) & 255, value & 255];
const long = (value) => [...word((value >>> 16) & 0xffff), ...word(value & 0xffff)];
const fixed = (value) => long(Math.round(value * 65536) >>> 0);
const d50 = [...fixed(0.9642), ...fixed(1), ...fixed(0.8249)];

/** A profile of version 4 with these tags: [signature, bytes]. */
function profile(connection, tags, device = 'scnr', colors = 'RGB ') {
  const tableBytes = 4 + 12 * tags.length;
  let at = kHeaderBytes + tableBytes;
  const table = [...long(tags.length)];
  const data = [];
  for (const [signature, bytes] of tags) {
    const padded = [...bytes, ...Array((4 - (bytes.length % 4)) % 4).fill(0)];
    table.push(...chars(signature), ...long(at), ...long(bytes.length));
    data.push(padded);
    at += padded.length;
  }
  const header = [...long(at), ...long(0), 4, 0x20, 0, 0, ...chars(device), ...chars(colors), ...chars(connection)];
  header.push(...Array(12).fill(0), ...chars('acsp'), ...Array(28).fill(0), ...d50);
  header.push(...Array(kHeaderBytes - header.length).fill(0));
  return Uint8Array.from([...header, ...table, ...data.flat()]);
}

const xyz = (x, y, z) => [...chars('XYZ '), ...long(0), ...fixed(x), ...fixed(y), ...fixed(z)];

/** Lab by a table of 17 nodes a side, behind curves; the colors mean nothing. */
export function tableProfile() {
  const side = 17;
  const entries = 256;
  const curve = Array.from({ length: entries }, (_, i) => word(Math.floor((i * i * 65535) / (255 * 255)))).flat();
  const straight = [...word(0), ...word(65535)];
  const nodes = [];
  for (let r = 0; r < side; ++r) {
    for (let g = 0; g < side; ++g) {
      for (let b = 0; b < side; ++b) {
        const light = (3 * r + 6 * g + b) * 408;
        nodes.push(...word(light), ...word(32896 + 1500 * (r - g)), ...word(32896 + 1500 * (g - b)));
      }
    }
  }
  const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1].flatMap(fixed);
  const lut = [...chars('mft2'), ...long(0), 3, 3, side, 0, ...identity, ...word(entries), ...word(2)];
  lut.push(...curve, ...curve, ...curve, ...nodes, ...straight, ...straight, ...straight);
  return profile('Lab ', [
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['A2B0', lut],
  ]);
}

/** Primaries, and one power for all channels. */
export function powerProfile(power) {
  const curve = [...chars('curv'), ...long(0), ...long(1), ...word(Math.round(power * 256))];
  return profile('XYZ ', [
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', xyz(0.51, 0.24, 0)],
    ['gXYZ', xyz(0.3, 0.69, 0.04)],
    ['bXYZ', xyz(0.1542, 0.07, 0.7849)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]);
}

/** Primaries, and a function of the standard's type 3 for each channel. */
export function curveProfile() {
  const curve = (power) => [
    ...[...chars('para'), ...long(0), ...word(3), ...word(0)],
    ...[power, 0.93, 0.07, 0.25, 0.05].flatMap(fixed),
  ];
  return profile('XYZ ', [
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', xyz(0.51, 0.24, 0)],
    ['gXYZ', xyz(0.3, 0.69, 0.04)],
    ['bXYZ', xyz(0.1542, 0.07, 0.7849)],
    ['rTRC', curve(2.0)],
    ['gTRC', curve(2.2)],
    ['bTRC', curve(2.4)],
  ]);
}

/** A printer's, of 1 (gray), 3 or 4 (inks) channels: from Lab by a table of 9 nodes a side, with curves before and behind. */
export function printerProfile(channels = 3) {
  const side = 9;
  const entries = 256;
  const bent = Array.from({ length: entries }, (_, i) => word(Math.floor(Math.sqrt(i / 255) * 65535))).flat();
  const straight = [...word(0), ...word(65535)];
  const nodes = [];
  for (let l = 0; l < side; ++l) {
    for (let a = 0; a < side; ++a) {
      for (let b = 0; b < side; ++b) {
        const codes = [l + a - 4, l - (a - 4) / 2, l - b + 4, 8 - l].map((v) => Math.min(8, Math.max(0, v)) * 8191);
        for (const code of codes.slice(0, channels)) nodes.push(...word(code));
      }
    }
  }
  const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1].flatMap(fixed);
  const lut = [...chars('mft2'), ...long(0), 3, channels, side, 0, ...identity, ...word(2), ...word(entries)];
  lut.push(...straight, ...straight, ...straight, ...nodes, ...Array(channels).fill(bent).flat());
  const tags = [
    ['wtpt', xyz(0.9, 0.93, 0.75)],
    ['B2A0', lut],
  ];
  return profile('Lab ', tags, 'prtr', { 1: 'GRAY', 3: 'RGB ', 4: 'CMYK' }[channels]);
}
