// The chart and the recipes that every build of the engine must develop to the same bytes. All of it comes from whole
// numbers, so it is the same wherever it is made.

import { curveProfile } from './profiles.mjs';

export const chartSize = { width: 1021, height: 1031 };
const channels = 3;
const rampRows = 96;

const scrambled = (n) => {
  let h = Math.imul(n ^ (n >>> 16), 0x45d9f3b);
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  return (h ^ (h >>> 16)) >>> 0;
};

/** Ramps over all codes at the top, the extremes among them, and every kind of color below. */
function code(x, y, channel) {
  if (y >= rampRows) return scrambled((y * chartSize.width + x) * channels + channel) & 0xffff;
  const along = Math.floor((x * 65535) / (chartSize.width - 1));
  return [along, 65535 - along, (along + y * 683) & 0xffff][channel];
}

const [ascii, short, long, rational, bytesOf] = [2, 3, 4, 5, 7];

/** Writes a TIFF directory of [tag, type, count, value or offset]. */
function putDirectory(view, at, entries) {
  view.setUint16(at, entries.length, true);
  entries.forEach(([tag, type, count, value], index) => {
    const entry = at + 2 + 12 * index;
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, type, true);
    view.setUint32(entry + 4, count, true);
    view.setUint32(entry + 8, value, true);
  });
}
const directoryBytes = (entries) => 2 + 12 * entries + 4;

/** How a code of 16 bits is stored. Floats go a third beyond white. */
const samples = {
  uint8: { bytes: 1, put: (view, at, code) => view.setUint8(at, code >> 8) },
  uint16: { bytes: 2, put: (view, at, code) => view.setUint16(at, code, true) },
  float32: { bytes: 4, put: (view, at, code) => view.setFloat32(at, code / 49152, true) },
};

/**
 * A little-endian TIFF of RGB in one uncompressed strip; `codeAt(x, y, channel)` gives its codes of 16 bits. It says that
 * a "Box" took it, with which exposure, and where; and what a profile says of its codes.
 * @param {{ width: number, height: number }} size
 * @param {(x: number, y: number, channel: number) => number} codeAt
 * @param {Uint8Array | null} profile
 * @param {keyof typeof samples} kind
 */
export function makeTiff({ width, height }, codeAt, profile = null, kind = 'uint16') {
  const { bytes: sampleBytes, put } = samples[kind];
  const stripBytes = width * height * channels * sampleBytes;
  const bitsAt = 8 + stripBytes + (stripBytes % 2);
  const formatsAt = bitsAt + 8;
  const exposureAt = kind === 'float32' ? formatsAt + 8 : formatsAt;
  const cameraAt = exposureAt + 8;
  const locationAt = cameraAt + directoryBytes(2);
  const directoryAt = locationAt + directoryBytes(1);
  const entries = [
    [256, short, 1, width],
    [257, short, 1, height],
    [258, short, channels, bitsAt],
    [259, short, 1, 1],
    [262, short, 1, 2],
    [271, ascii, 4, 0x00786f42],
    [273, long, 1, 8],
    [277, short, 1, channels],
    [278, short, 1, height],
    [279, long, 1, stripBytes],
    ...(kind === 'float32' ? [[339, short, channels, formatsAt]] : []),
    [34665, long, 1, cameraAt],
    [34853, long, 1, locationAt],
  ];
  const profileAt = directoryAt + directoryBytes(entries.length + 1);
  if (profile) entries.splice(-1, 0, [34675, bytesOf, profile.length, profileAt]);
  const bytes = new Uint8Array(profile ? profileAt + profile.length : directoryAt + directoryBytes(entries.length));
  if (profile) bytes.set(profile, profileAt);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x002a4949, true);
  view.setUint32(4, directoryAt, true);
  let at = 8;
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      for (let channel = 0; channel < channels; ++channel, at += sampleBytes) put(view, at, codeAt(x, y, channel));
    }
  }
  for (let channel = 0; channel < channels; ++channel) {
    view.setUint16(bitsAt + 2 * channel, 8 * sampleBytes, true);
    if (kind === 'float32') view.setUint16(formatsAt + 2 * channel, 3, true);
  }
  view.setUint32(exposureAt, 10, true);
  view.setUint32(exposureAt + 4, 1250, true);
  putDirectory(view, cameraAt, [
    [33434, rational, 1, exposureAt],
    [34855, short, 1, 400],
  ]);
  putDirectory(view, locationAt, [[1, ascii, 2, 'N'.charCodeAt(0)]]);
  putDirectory(view, directoryAt, entries);
  return bytes;
}

/** Sides no multiple of a tile, a block or four lanes. */
export const makeChart = (profile = null, kind = 'uint16') => makeTiff(chartSize, code, profile, kind);

/** The kinds of scans that take ways of their own through the engine, by name: floats, and bytes under a profile's curve. */
export const makeOtherCharts = () => ({
  float: makeChart(null, 'float32'),
  tagged: makeChart(curveProfile(), 'uint8'),
});

/** Thousandths in low..high, from a sequence of its own. */
function randomSource(seed) {
  let state = seed;
  const next = () => (state = scrambled(state + 0x9e3779b9));
  return {
    between: (low, high) => Math.round((low + ((high - low) * (next() % 100_001)) / 100_000) * 1000) / 1000,
    pick: (values) => values[next() % values.length],
    whole: (low, high) => low + (next() % (high - low + 1)),
  };
}

const customSpace = {
  primaries: [
    [0.67, 0.32],
    [0.24, 0.69],
    [0.15, 0.05],
  ],
  white: [0.32, 0.335],
};

/** A curve of 2 to 64 points; rising where it is to be smooth. */
function curve({ between, whole }, rising) {
  const count = whole(2, 64);
  const y = Array.from({ length: count }, () => between(0, 1));
  if (rising) y.sort((a, b) => a - b);
  return y.map((value, index) => [Math.round(((index + between(0, 0.8)) / count) * 1e6) / 1e6, value]);
}

function geometry({ between, pick }, number) {
  const straight = { crop: [0, 0, 1, 1], rotate: 0, flip: false, straighten: 0 };
  if (number % 3 !== 0) return straight;
  if (number % 9 === 0) return { ...straight, crop: [0.25, 0.2, 0.5, 0.55], straighten: between(-12, 12) };
  const crop = number % 2 ? [0.1, 0.05, 0.71, 0.83] : straight.crop;
  return { crop, rotate: pick([0, 90, 180, 270]), flip: number % 4 === 0, straighten: 0 };
}

function recipe(number) {
  const random = randomSource(number);
  const { between, pick } = random;
  const film = ['color-negative', 'bw-negative', 'color-slide', 'bw-slide', 'digital'][number % 5];
  const negative = film.endsWith('negative');
  const interpolation = pick(['monotone', 'linear']);
  const triple = (low, high) => [between(low, high), between(low, high), between(low, high)];
  const identity = [
    [0, 0],
    [1, 1],
  ];
  const rising = interpolation === 'monotone';
  return {
    easelight: 1,
    film,
    input: {
      space: pick(['auto', 'device', 'coolscan-9000', 'hasselblad-x5', 'srgb', 'prophoto', customSpace]),
      encoding: pick(['auto', 'linear', 'srgb', 1.8, 2.2]),
    },
    working: pick(['endura-premier', 'kodak-2383', 'acescg']),
    density: {
      base: triple(0, 0.9),
      matrix: [0, 1, 2].map((row) => [0, 1, 2].map((column) => (row === column ? 1 : 0) + between(-0.12, 0.12))),
      gamma: between(0.6, 2.8),
      channelGamma: triple(0.8, 1.25),
      exposure: negative ? between(1.2, 2.6) : between(-0.4, 0.4),
      gains: triple(-0.4, 0.4),
    },
    print: {
      interpolation,
      curves: {
        rgb: number % 4 === 0 ? identity : curve(random, rising),
        r: number % 2 ? identity : curve(random, rising),
        g: identity,
        b: number % 7 === 0 ? curve(random, rising) : identity,
      },
      glare: number % 3 === 1 ? between(0, 0.05) : 0,
    },
    output: { gamut: number % 3 === 1 ? 'compress' : 'clip' },
    geometry: geometry(random, number),
    names: { setup: '', stock: '', matrix: 'Custom', curve: 'Custom', note: '' },
  };
}

/** A grading link as files keep it; what it says does not matter here. */
export const link = '#grade=1.eJyrVkrLz8_-&proof=0123456789abcdef&pixels=AAECAwQ';

/** Fifty complete recipes. */
export const makeRecipes = () => Array.from({ length: 50 }, (_, number) => recipe(number + 1));
