// The bars of the memory benchmark: what was promised, and what was measured.

import { mb } from './native.mjs';
import { heapBytes } from './node_engine.mjs';

/** 268435456 as 268 435 456. */
export const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ' ');
const whole = (bytes) => `${Math.round(mb(bytes))} MB`;
const tenth = (bytes) => `${mb(bytes).toFixed(1)} MB`;

/**
 * What previews need for a view of 2000 x 2000 pixels: three float planes, two RGBA frames, and every table of the engine.
 */
export function previewPath(regions) {
  const pixels = 2000 * 2000;
  const tables = regions.find(({ name }) => name === 'tables').peak;
  return { planes: pixels * 12, frames: pixels * 8, tables, total: pixels * 20 + tables };
}

/** @typedef {{what: string, bar: string, measured: string, met: boolean | null}} Bar `met` is null where not measured. */

const notMeasured = (what, bar, note) => [{ what, bar, measured: note ?? 'not measured', met: null }];

/** @returns {Bar[]} */
function soakBars({ soak }) {
  if (!soak) return notMeasured('A long day', 'see below');
  const { before, afterOpens, allocations } = soak;
  const same = JSON.stringify(afterOpens.regions) === JSON.stringify(before.regions);
  const day = `after ${grouped(soak.sliderChanges)} slider changes, ${soak.zoomsAndPans} zooms and pans, ${soak.opens} opens`;
  return [
    {
      what: `Heap ${day}`,
      bar: `${grouped(heapBytes)} bytes`,
      measured: `${grouped(afterOpens.heap)} bytes`,
      met: afterOpens.heap === heapBytes,
    },
    {
      what: 'Arena in use then, against the start',
      bar: '+0 bytes',
      measured: `+${afterOpens.arena - before.arena} bytes`,
      met: same,
    },
    { what: 'Heap allocations in all those renders', bar: '0', measured: String(allocations), met: allocations === 0 },
  ];
}

/** @returns {Bar[]} */
function dragBars({ drag }) {
  if (!drag) return notMeasured('Slider drags', 'see below');
  const { native, wasm, reference, sameExport, recipes } = drag;
  const path = previewPath(native.regions);
  const stair = wasm.inUse.at(-1) - wasm.inUse[0] + (wasm.heap.at(-1) - wasm.heap[0]);
  const nativeStair = native.resident.at(-1) - native.resident[0];
  return [
    {
      what: 'Preview path of a 2000 x 2000 view: planes, frames, tables',
      bar: 'at most 90 MB',
      measured: tenth(path.total),
      met: path.total <= 90e6,
    },
    {
      what: `Stair-step: heap in use after preview ${recipes}, less after the first`,
      bar: '0 bytes',
      measured: `${stair} bytes (native process: ${nativeStair})`,
      met: stair === 0,
    },
    {
      what: `Allocations in ${recipes} previews`,
      bar: '0',
      measured: String(wasm.allocations),
      met: wasm.allocations === 0,
    },
    {
      what: 'Export through the store, against the whole picture in memory',
      bar: 'the same bytes',
      measured: sameExport.same ? `the same (${sameExport.sha256.slice(0, 12)})` : 'different',
      met: sameExport.same,
    },
  ];
}

/** @returns {Bar[]} */
function togetherBars({ together }) {
  if (!together) return notMeasured('Two scans at once', 'see below');
  const { heapBytes: heap, regions, allocations, same, frames } = together;
  const over = regions.filter(({ peak, budget }) => peak > budget).map(({ name }) => name);
  return [
    {
      what: `Heap after an export beside an opening and ${frames} frames of another scan`,
      bar: `${grouped(heapBytes)} bytes, no region over its budget`,
      measured: `${grouped(heap)} bytes, ${over.join(', ') || 'none'}`,
      met: heap === heapBytes && over.length === 0,
    },
    { what: 'Allocations in those frames', bar: '0', measured: String(allocations), met: allocations === 0 },
    {
      what: 'That export, against the same alone',
      bar: 'the same bytes',
      measured: same ? 'the same' : 'different',
      met: same,
    },
  ];
}

/** @returns {Bar[]} */
function bigBars({ big }) {
  const [what, bar] = ['600 megapixels opened, panned, exported, native: most resident', 'under 400 MB'];
  if (!big || big.note) return notMeasured(what, bar, big?.note);
  return [{ what, bar, measured: whole(big.peak), met: big.peak < 400e6 }];
}

/** @returns {Bar[]} */
function scannerBars({ scanner }) {
  const what = "A scanner's DNG of 5669 x 3780, native";
  if (!scanner) return notMeasured(what, 'the bytes of the same light as a TIFF; under 200 MB');
  const { dng, same } = scanner;
  return [
    {
      what: `${what}: its export, against that of the same light as a TIFF`,
      bar: 'the same bytes',
      measured: same ? `the same (${dng.sha256.slice(0, 12)})` : 'different',
      met: same,
    },
    { what: `${what}: most resident`, bar: 'under 200 MB', measured: whole(dng.peak), met: dng.peak < 200e6 },
  ];
}

/** @returns {Bar[]} */
function browserBars({ browser }) {
  const [what, bar] = ['Chromium with 24 megapixels open and graded, over an empty page (PSS)', 'at most 400 MB'];
  if (!browser || browser.note) return notMeasured(what, bar, browser?.note);
  const over = browser.graded.total - browser.empty.total;
  const { large } = browser;
  const more = large.note
    ? notMeasured('Heap after 150 megapixels in Chromium', `${grouped(heapBytes)} bytes`, large.note)
    : [
        {
          what: `Heap in Chromium after ${large.megapixels} megapixels opened, panned, exported`,
          bar: `${grouped(heapBytes)} bytes`,
          measured: `${grouped(large.heapBytes)} bytes`,
          met: large.heapBytes === heapBytes,
        },
      ];
  const measured = `${whole(over)}${browser.disturbed ? ' (another Chromium was running)' : ''}`;
  return [{ what, bar, measured, met: over <= 400e6 }, ...more];
}

/** @returns {Bar[]} */
export function bars(results) {
  return [soakBars, togetherBars, dragBars, bigBars, scannerBars, browserBars].flatMap((section) => section(results));
}
