// docs/performance.md from the figures: the bars first, then what was measured and how.

import { median, seconds, table, verdict, wrapped } from '../markdown.mjs';
import { bar, ms } from './figures.mjs';
import { fileBars, filesText } from './files_report.mjs';

const ns = (value) => `${value.toFixed(2)} ns`;

function kernelBars({ kernel, page }) {
  if (!kernel) return [];
  const one = kernel.wasm['one thread'];
  const ratio = one / kernel.native['DensitiesToRgba8/1'];
  const rows = [
    bar('Kernel in WebAssembly, one thread, a pixel', 'at most 8 ns', ns(one), one <= 8),
    bar('... against the native build', 'at most 1.6 times', `${ratio.toFixed(2)} times`, ratio <= 1.6),
  ];
  if (!page) return rows;
  const frame = page.slider['4 MP'].calm.eventToPublished.median;
  const reference = kernel.referenceMs / frame;
  rows.push(
    bar(
      'Slider to frame, 4 MP, against the reference in arrays',
      'at least 8 times faster',
      `${reference.toFixed(0)} times`,
      reference >= 8,
    ),
  );
  if (!kernel.numpy.note) {
    const numpy = kernel.numpy.medianMs / frame;
    rows.push(bar('... against NumPy', 'at least 35 times faster', `${numpy.toFixed(0)} times`, numpy >= 35));
  }
  return rows;
}

function pageBars({ page }) {
  if (!page) return [];
  const { calm, width, height } = page.slider['4 MP'];
  const { median, p95 } = calm.eventToPublished;
  const { load, longestTasks } = page;
  const most = (name) => Math.max(...longestTasks.map((task) => task[name]));
  const full = calm.drafts === 0;
  return [
    bar(
      `Slider change to published frame, ${width} x ${height}, median / 95 %`,
      '16.7 / 25 ms',
      `${ms(median)} / ${ms(p95)}${full ? '' : `, ${calm.drafts} of 200 drafts`}`,
      full && median <= 16.7 && p95 <= 25,
    ),
    bar(
      `Longest task of the page in ${longestTasks.length} drags, of a core / by the clock`,
      '8 / 16 ms',
      `${ms(most('cpuMs'))} / ${ms(most('ms'))}`,
      most('cpuMs') <= 8 && most('ms') <= 16,
    ),
    bar('Page and engine, gzipped', '1.4 MB', `${(load.bytes / 1e6).toFixed(2)} MB`, load.bytes <= 1.4e6),
    bar('Interactive, from an empty cache', '1.5 s', seconds(load.interactiveMs), load.interactiveMs <= 1500),
  ];
}

function toolBars({ tool }) {
  if (!tool) return [];
  return ['darktable', 'RawTherapee'].flatMap((name) =>
    ['tiff', 'jpeg'].map((format) => {
      const other = tool[`${name} ${format}`];
      const what = `The tool against ${name}, ${format.toUpperCase()}`;
      if (!other) return bar(what, 'at least 12 times faster', 'not installed', null);
      const ratio = other / tool[`Easelight ${format}`];
      return bar(what, 'at least 12 times faster', `${ratio.toFixed(1)} times`, ratio >= 12);
    }),
  );
}

export const bars = (results) => [
  ...kernelBars(results),
  ...pageBars(results),
  ...fileBars(results),
  ...toolBars(results),
];

function kernelText({ kernel }) {
  if (!kernel) return null;
  const { native, wasm, verified, referenceMs, numpy } = kernel;
  const names = {
    CodesToDensities: 'scan codes to densities, native',
    DensitiesToRgba8: 'densities to RGBA8, native',
    DensitiesToRgb16: 'densities to 16-bit RGB, native',
  };
  const rows = [
    ...Object.entries(names).map(([name, what]) => [what, ns(native[`${name}/1`]), ns(native[`${name}/2`])]),
    ['densities to a frame, WebAssembly', ns(wasm['one thread']), ns(wasm['two threads'])],
    ['densities to a frame, WebAssembly built without threads', ns(wasm['built without threads']), ''],
  ];
  return `## Stages

${wrapped(`Nanoseconds a pixel, medians of rounds in which the builds take turns. The native stages are those of
[kernel_bench.cpp](../tests/bench/kernel_bench.cpp), which compares with the float64 model first; a WebAssembly render is a
2000 x 2000 view in Node and contains the histogram and the compiling of the program. All with a full density matrix. Frames of the engine were compared with
the reference in arrays: the furthest value is ${verified.worst} code of 255 away. That reference takes
${referenceMs.toFixed(0)} ms for such a preview, NumPy ${numpy.note ?? `${numpy.medianMs} ms`}.`)}

${table(['', 'one thread', 'two threads'], rows)}
`;
}

function scalingText({ scaling }) {
  if (!scaling) return null;
  const { view, threadCounts, rows } = scaling;
  const cells = rows.flatMap(({ width, height, megapixels, threads }) =>
    threads.map(({ openMs, fillMs, sliderMs, exportMs }, i) => [
      i === 0 ? `${megapixels.toFixed(0)} MP, ${width} x ${height}` : '',
      String(threadCounts[i]),
      seconds(openMs),
      ms(fillMs),
      ms(sliderMs),
      seconds(exportMs),
    ]),
  );
  return `## Scaling

${wrapped(`The WebAssembly engine in Node, files on disk. Opening decodes a 16-bit TIFF on one thread, while the others average
it and lay it out in tiles; the view is ${view.width} x ${view.height} at most, so that what a slider costs ends at that
size whatever the scan; the first frame fills its densities from the store. The export is an uncompressed 16-bit TIFF. The
heap is the same 256 MiB in every row.`)}

${table(['scan', 'threads', 'open', 'first frame', 'slider', 'export'], cells)}
`;
}

function tasksText({ longestTasks, slider }) {
  const { width, height } = slider['4 MP'];
  const row = (name, key) => {
    const values = longestTasks.map((task) => task[key]);
    return [name, ms(median(values)), ms(Math.max(...values))];
  };
  return `${wrapped(`The longest task of the page's main thread in each of ${longestTasks.length} such drags at ${width} x ${height}, a change every
animation frame, by Chromium's trace. By the clock it counts what the task waited for a core that something else had.`)}

${table(['', 'median', 'longest'], [row('of a core', 'cpuMs'), row('by the clock', 'ms')])}`;
}

function pageText({ page }) {
  if (!page) return null;
  const row = (name, series, { eventToPublished: frame, eventToScreen: screen, drafts }) => [
    name,
    series,
    `${ms(frame.median)} / ${ms(frame.p95)}`,
    `${ms(screen.median)} / ${ms(screen.p95)}`,
    String(drafts),
  ];
  const rows = Object.values(page.slider).flatMap(({ width, height, calm, drag }) => [
    row(`${width} x ${height}`, 'one at a time', calm),
    row('', 'one a refresh', drag),
  ]);
  return `## In the browser

${wrapped(`Headless Chromium without a GPU, with a profile on disk: its compositor takes the same two cores as the engine, and
most of the time to the screen. 200 changes of the exposure slider each, in three rounds, of which the one with the middle median stands here; median / 95 %. "One at a time" makes the next
change when the frame before is on screen; "one a refresh" is a change every animation frame. Drafts are frames at half the resolution, made where
full ones take longer than a refresh.`)}

${table(['frame', 'changes', 'event to published frame', 'event to screen', 'drafts'], rows)}

${tasksText(page)}

${wrapped(`The engine is ready ${seconds(page.load.engineMs)} after the address was entered.`)}
`;
}

function toolText({ tool }) {
  if (!tool) return null;
  return `## The command line

${wrapped(`Wall time for 24 megapixels of 16-bit TIFF to a 16-bit TIFF and to a JPEG, medians of three rounds in turns.
RawTherapee runs its Film Negative, darktable negadoctor, each at its own default values.`)}

${table(
  ['', 'time'],
  Object.entries(tool).map(([name, value]) => [name, seconds(value)]),
)}
`;
}

/** @param {any} results One entry a section that has been run, and the machine. */
export function writeReport(results) {
  const rows = bars(results).map(({ what, bar: limit, measured, met }) => [what, limit, measured, verdict(met)]);
  const head = `# Speed, measured

${wrapped(`Made by \`./dev bench render\` ([tests/bench/render.mjs](../tests/bench/render.mjs)); do not edit.`)}

${table(['what', 'bar', 'measured', ''], rows)}

${table(['', ''], Object.entries(results.machine))}
`;
  return [head, kernelText(results), scalingText(results), pageText(results), filesText(results), toolText(results)]
    .filter(Boolean)
    .join('\n');
}
