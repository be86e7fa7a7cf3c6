// The part of docs/performance.md about files in the browser.

import { table, wrapped } from '../markdown.mjs';
import { bar, secondsBar } from './figures.mjs';

const openingBars = {
  '24 MP TIFF': 0.9,
  '150 MP TIFF': 4,
  '24 MP Bayer raw': 2.5,
  '61 MP Bayer raw': 6,
  '26 MP X-Trans raw': 4,
};
const exportBars = { png: ['16-bit PNG', 1.5], deflate: ['compressed 16-bit TIFF', 1.2], jpeg: ['JPEG', 0.8] };

export function fileBars({ files }) {
  if (!files) return [];
  const { pan } = files;
  return [
    ...Object.entries(openingBars).map(([name, limit]) =>
      secondsBar(`Open a ${name} in the browser, to the sharp view`, limit, files.open[name].total),
    ),
    ...Object.entries(exportBars).map(([name, [what, limit]]) =>
      secondsBar(`Export 24 MP as ${what}, browser`, limit, files.exports[name].total),
    ),
    bar('Pan at 1:1 over 150 MP, browser', '60 frames a second', pan.perSecond.toFixed(1), pan.perSecond >= 59.5),
  ];
}

/** The stages of these names, what is left, and all. */
const stages = (names, times) => {
  const parts = names.map((name) => times[name]);
  const rest = times.total - parts.reduce((sum, part) => sum + part, 0);
  return [...parts, rest, times.total].map((value) => `${value.toFixed(0)} ms`);
};

export function filesText({ files }) {
  if (!files) return null;
  const exported = { none: '16-bit TIFF', deflate: '16-bit TIFF, compressed', png: '16-bit PNG', jpeg: 'JPEG' };
  return `## Files in the browser

${wrapped(`Opening to the sharp view, by stage, medians of three fresh browsers. Decoding reads the file, and while it does other
threads average what came before; storing makes tiles and pyramid and writes them. The rest is reading the first view,
rendering, drawing and messages. Raw files are DNGs without compression.`)}

${table(
  ['', 'decoding', 'storing', 'automatic start', 'rest', 'in all'],
  Object.entries(files.open).map(([name, times]) => [name, ...stages(['decode', 'store', 'automatic'], times)]),
)}

${wrapped(`Exporting 24 megapixels, from the click to the file on disk. Reading includes the way to densities; encoding includes
packing and writing. The rest is handing the file over as a download, which the browser copies.`)}

${table(
  ['', 'reading', 'developing', 'encoding', 'rest', 'in all'],
  Object.entries(exported).map(([name, what]) => [what, ...stages(['read', 'develop', 'encode'], files.exports[name])]),
)}

${wrapped(`The pan is ${files.pan.steps} steps of 50 pixels, one an animation frame; frames are counted as they come to the screen.`)}
`;
}
