// docs/memory.md from the figures: the bars first, then what was measured and how.

import { list, median, seconds, table, verdict, wrapped } from '../markdown.mjs';
import { heapSizes } from '../../node/engine_loader.mjs';
import { bars, grouped, previewPath } from './bars.mjs';
import { mb } from './native.mjs';

const megabytes = (bytes) => `${Math.round(mb(bytes))} MB`;
function dragTable({ native, wasm, reference, frugal }) {
  const row = (who, before, most, stair, ms) => [who, megabytes(before), megabytes(most), stair, `${ms.toFixed(0)} ms`];
  const arrays = (who, { opened, peak, previews }) => {
    const stair = `${mb(previews.at(-1).after - previews[0].after).toFixed(1)} MB`;
    return row(who, opened, peak, stair, median(previews.map(({ ms }) => ms)));
  };
  const nativeStair = `${mb(native.resident.at(-1) - native.resident[0]).toFixed(1)} MB`;
  return table(
    ['', 'before', 'most', 'after the last, less after the first', 'a preview'],
    [
      arrays('Reference, a named array an operation', reference),
      arrays('Reference, each array freed early', frugal),
      row('Easelight, native, 2 threads', native.opened, native.peak, nativeStair, median(native.ms)),
      row('Easelight, WebAssembly in Node, 2 threads', wasm.heap[0], wasm.heap.at(-1), '0.0 MB', median(wasm.ms)),
    ],
  );
}

function dragText(drag) {
  const { native, wasm, reference, frugal, numpy, verified, recipes, sameExport } = drag;
  const size = `${native.width} x ${native.height}`;
  const path = previewPath(native.regions);
  const arraysOf4MP = ((reference.peak - reference.opened) * 4e6) / (native.width * native.height);
  const percent = ((100 * verified.different) / verified.compared).toFixed(3);
  return `## Dragging sliders

![Memory over previews](memory.svg)

${wrapped(`Twenty sliders (bases, gammas, gains, exposure, glare, curve points, matrix entries), ${recipes / 20} steps each,
on a view of at most ${drag.viewSide} x ${drag.viewSide} pixels of a 6000 x 4000 16-bit TIFF: previews of ${size}. Resident
memory of a process of its own (for WebAssembly, the heap) is read after every preview, and in the reference after every
operation too.`)}

${dragTable(drag)}

${list(
  `The reference ([allocating_reference.cpp](../tests/bench/allocating_reference.cpp)) is the model of
  [reference_model.h](../tests/film/reference_model.h) with one array of float64 an operation, on one thread; float32
  would take half. It starts from the preview's own codes and never holds the scan. It makes every
  ${reference.previews[1].preview}th of the previews (freeing early, every ${frugal.previews[1].preview}th). Its arrays
  are so large that the C++ library returns them to the system at once: it makes teeth rather than stairs.`,
  `A preview of the same kind in NumPy, float32, 2000 x 2000: ${
    numpy.note ?? `from ${megabytes(numpy.before)} to ${megabytes(numpy.peak)}, ${numpy.medianMs} ms`
  }.`,
  `Before anything was measured, frames of the engine were compared with the reference's: of ${verified.compared} values
  the furthest is ${verified.worst} code of 255 away, and ${percent} % differ at all. ${wasm.compared} frames of the
  WebAssembly engine were compared with the native ones: the same bytes.`,
  `The preview path of a 2000 x 2000 view is ${megabytes(path.planes)} of density planes, ${megabytes(path.frames)} of
  frames and ${mb(path.tables).toFixed(1)} MB of tables and scratch; the smallest arena has room for views of 4 194 304
  pixels. The reference's arrays for such a view would be
  ${megabytes(arraysOf4MP)}.`,
  `The native process takes ${megabytes(native.opened)} once the scan is open. Planes, frames, tables and the tiles that
  were read for the view make it ${megabytes(native.resident.at(-1))}. For comparison, exporting from the whole picture
  in memory took ${megabytes(sameExport.wholePeak)}.`,
)}
`;
}

function bigText(big) {
  if (big.note) return `## 600 megapixels\n\n${big.note}\n`;
  const rows = [
    ['Open: decode, tiles and pyramid', big.open],
    ['First view and automatic grade', big.automatic],
    [`Pan at 1:1, ${big.jumps.views + big.drag.views} views`, big.pan],
    ['Export, 16-bit TIFF, uncompressed', big.export],
  ].map(([what, part]) => [what, seconds(part.ms), megabytes(part.peakSoFar)]);
  return `## 600 megapixels

${wrapped(`A BigTIFF of ${big.width} x ${big.height} pixels, 16-bit RGB, ${(big.scanBytes / 1e9).toFixed(1)} GB, in the native engine with 2 threads. Most
resident is VmHWM, from the start of the process.`)}

${table(['', 'time', 'most resident'], rows)}

${wrapped(`A 1:1 view of 2000 x 2000 pixels far from the last takes ${big.jumps.medianMs.toFixed(0)} ms (median; the
longest ${big.jumps.mostMs.toFixed(0)} ms), the next one of a drag of 50 pixels a step ${big.drag.medianMs.toFixed(0)} ms
(${big.drag.mostMs.toFixed(0)} ms). The scan store takes ${(big.storeBytes / 1e9).toFixed(1)} GB of disk.`)}
`;
}

function scannerText({ dng, tiff }) {
  return `## A film scanner's DNG

${wrapped(`A DNG of ${dng.width} x ${dng.height} pixels as SilverFast HDRi writes it: a thumbnail, the picture in linear colors with black and
white levels as its child, an infrared page; and a TIFF of the same light. Each is opened and exported as a 16-bit TIFF
in the native engine with 2 threads. Most resident: ${megabytes(dng.peak)} for the DNG, ${megabytes(tiff.peak)} for the TIFF.`)}
`;
}

function browserText(browser) {
  if (browser.note) return `## Chromium\n\n${browser.note}\n`;
  const { large } = browser;
  const kinds = ['browser', 'renderer', 'gpu-process', 'utility', 'zygote'];
  const row = (what, { total, kinds: by }) => [
    what,
    megabytes(total),
    ...kinds.map((kind) => megabytes(by[kind] ?? 0)),
  ];
  const rows = [
    row('An empty page', browser.empty),
    row('The editor, no scan', browser.editor),
    row('24 megapixels just opened', browser.opened),
    row('... and graded', browser.graded),
    row('... after a garbage collection', browser.collected),
    ...(large.note ? [] : [row(`${large.megapixels} megapixels graded, panned, exported`, large.graded)]),
    ...(large.note ? [] : [row('... after a garbage collection', large.collected)]),
  ];
  const larger = large.note
    ? large.note
    : `The scan of ${large.megapixels} megapixels opened in ${seconds(large.openMs)}; five drags at 1:1 took
      ${seconds(large.oneToOneMs)} and the export of a 16-bit TIFF ${seconds(large.exportMs)}. Its heap stayed at
      ${large.heapBytes} bytes.`;
  return `## Chromium

${wrapped(`PSS (proportional set size) of all its processes, each figure ${browser.settleMs / 1000} s after the last action.
Headless, without a GPU, so that textures and screens are in main memory too; window ${browser.viewport.width} x
${browser.viewport.height}, view ${browser.view.width} x ${browser.view.height}; a fresh profile on disk. The scan is the
24-megapixel TIFF; five sliders were dragged, 50 steps each. The most at any moment was ${megabytes(browser.most)}.${
  browser.disturbed
    ? ' Another Chromium ran meanwhile and shared pages with this one: the figures are uncertain by about 100 MB.'
    : ''
}`)}

${table(['', 'all', ...kinds], rows)}

${wrapped(larger)}
`;
}

function togetherText({ regions, aloneMs, openMs, exportMs, frames }) {
  const peaks = regions.map(({ name, peak, budget }) => [name, megabytes(peak), megabytes(budget)]);
  return `## Two scans at once

${wrapped(`In the WebAssembly engine in Node with 2 threads: a scan of 24 megapixels is exported as a 16-bit TIFF, deflated,
while another of the same size is opened and then dragged, fitted and at 1:1, a frame of 2000 x 2000 between every two
steps of the export. The opening took ${seconds(openMs)}, the export ${seconds(exportMs)} with ${frames} frames in
between; alone it takes ${seconds(aloneMs)}. The scan that is exported was closed meanwhile.`)}

${table(['region', 'most', 'budget'], peaks)}
`;
}

function soakText({ soak }) {
  return `## A long day

${wrapped(`In the WebAssembly engine in Node with 2 threads: ${soak.sliderChanges} changes of random sliders, ${soak.zoomsAndPans}
random zooms (to 8:1), pans and turns, ${soak.opens} opens of three scans (a JPEG, 2.7 and 24 megapixels of TIFF), on a view of
${soak.view.width} x ${soak.view.height} to keep it short. Allocations are counted by the engine's malloc in every render.
The codec zone, which also holds the bindings' own memory, has ${soak.before.codecs} bytes in use at the start and
${soak.afterOpens.codecs} at the end.`)}
`;
}

/** The contract, as core/memory/workspace.h states it: nothing of it is measured. */
export function contractText() {
  const mebibytes = (bytes) => String(Math.round(bytes / 2 ** 20));
  const rows = heapSizes.map(({ viewPixels, heapBytes }, index) => [
    `up to ${grouped(viewPixels)} pixels${['', ' (4K)', ' (5K)'][index]}`,
    mebibytes(heapBytes),
    mebibytes(12 * viewPixels),
    mebibytes(8 * viewPixels),
    '64',
    '40',
    '48',
    mebibytes(heapBytes - 20 * viewPixels - 152 * 2 ** 20),
  ]);
  return `## The contract

${wrapped(`The heap has one of three sizes, in MiB. The page chooses when the engine starts, also when it starts again, by the
pixels of the screen; where a browser has no memory for a size, the next smaller one. The memory is made with its size as
its maximum, so that it cannot grow. What is not for the view is the same in all, and so is what codecs are lent: which
files open does not depend on the screen. The native tool has the smallest arena. On a canvas of more pixels than the view
of the largest heap, or of one that was not to be had, 1:1 is rendered below 1:1.`)}

${table(['view', 'heap', 'density planes', 'two frames', 'tiles', 'strips', 'codecs', 'tables, stacks, code data, reserve'], rows)}
`;
}

/** @param {any} results One entry a section that has been run, and the machine. */
export function writeReport(results) {
  const { drag, soak, together, big, scanner, browser, machine } = results;
  const rows = bars(results).map(({ what, bar, measured, met }) => [what, bar, measured, verdict(met)]);
  const parts = [
    `# Memory, measured

${wrapped(`Made by \`./dev bench memory\` ([tests/bench/memory.mjs](../tests/bench/memory.mjs)); do not edit. MB are
10^6 bytes.`)}

${table(['what', 'bar', 'measured', ''], rows)}

${table(['', ''], Object.entries(machine))}
`,
    contractText(),
    drag && dragText(drag),
    big && bigText(big),
    scanner && scannerText(scanner),
    browser && browserText(browser),
    together && togetherText(together),
    soak && soakText(results),
  ];
  return parts.filter(Boolean).join('\n');
}
