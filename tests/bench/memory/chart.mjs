// The picture of the main experiment: memory over previews, and the same within three previews, as an SVG.

import { mb } from './native.mjs';

const size = { width: 900, height: 690 };
const left = 62;
const labelRoom = 196;

/** A panel of the picture: a rectangle of the page with axes. */
class Panel {
  constructor({ top, height, xs, highest }) {
    Object.assign(this, { top, height, xs, highest, width: size.width - left - labelRoom });
  }
  x(value) {
    return left + ((value - this.xs[0]) / (this.xs[1] - this.xs[0])) * this.width;
  }
  y(bytes) {
    return this.top + this.height * (1 - mb(bytes) / this.highest);
  }
  points(values) {
    return values.map(([x, bytes]) => `${this.x(x).toFixed(1)},${this.y(bytes).toFixed(1)}`).join(' ');
  }
  line(values, kind) {
    return `<polyline class="line ${kind}" points="${this.points(values)}"/>`;
  }
  /** A label to the right of a line's end, its second line smaller. */
  label(bytes, kind, title, detail, shift = 0) {
    const y = this.y(bytes) + 4 + shift;
    const x = left + this.width + 10;
    return `<text class="${kind} name" x="${x}" y="${y}">${title}</text><text class="small" x="${x}" y="${y + 15}">${detail}</text>`;
  }
  axes(title, xTitle, xTicks) {
    const parts = [`<text class="title" x="${left}" y="${this.top - 16}">${title}</text>`];
    for (let value = 0; value <= this.highest; value += 100) {
      const y = this.y(value * 1e6);
      parts.push(`<path class="grid" d="M${left} ${y}h${this.width}"/>`);
      parts.push(`<text class="small end" x="${left - 8}" y="${y + 4}">${value}</text>`);
    }
    const middle = this.top + this.height / 2;
    parts.push(`<text class="small middle" transform="translate(16 ${middle}) rotate(-90)">memory, MB</text>`);
    for (const [value, text] of xTicks) {
      parts.push(`<text class="small middle" x="${this.x(value)}" y="${this.top + this.height + 18}">${text}</text>`);
    }
    if (xTitle) {
      parts.push(
        `<text class="small middle" x="${left + this.width / 2}" y="${this.top + this.height + 36}">${xTitle}</text>`,
      );
    }
    return parts.join('\n');
  }
}

const style = `
text { font: 14px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #3d4148; }
.title { font-size: 15px; font-weight: 600; }
.small { font-size: 12.5px; fill: #62676f; }
.tiny { font-size: 11px; fill: #62676f; }
.name { font-weight: 600; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
.grid { stroke: #8a8f98; stroke-opacity: .28; }
.line { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
.engine { stroke: #0f7b5f; stroke-width: 3; } text.engine { stroke: none; fill: #0f7b5f; }
.heap { stroke: #2f6db5; stroke-width: 2; stroke-dasharray: 6 4; } text.heap { stroke: none; fill: #2f6db5; }
.all { stroke: #c2571a; } text.all { stroke: none; fill: #c2571a; }
.last { stroke: #a08322; } text.last { stroke: none; fill: #8a6f14; }
@media (prefers-color-scheme: dark) {
  text { fill: #d3d6db; } .small, .tiny { fill: #a3a8b1; }
  .engine { stroke: #3fc79f; } text.engine { fill: #3fc79f; }
  .heap { stroke: #74a9e6; } text.heap { fill: #74a9e6; }
  .all { stroke: #ee8d52; } text.all { fill: #ee8d52; }
  .last { stroke: #d2b450; } text.last { fill: #d2b450; }
}`;

/** Each preview as a tooth: what there was before it, its most, what stays. `shift` keeps two kinds of teeth apart. */
const teeth = ({ opened, previews }, shift = 0) =>
  previews.flatMap(({ preview, most, after }, i) => [
    [preview + shift, i === 0 ? opened : previews[i - 1].after],
    [preview + shift, most],
    [preview + shift, after],
  ]);

const round = (bytes) => Math.round(mb(bytes));

function manyPreviews({ native, wasm, reference, frugal, recipes }) {
  const highest = Math.ceil(mb(reference.peak) / 100) * 100;
  const panel = new Panel({ top: 44, height: 280, xs: [0, recipes], highest });
  const ticks = [0, 200, 400, 600, 800, 1000].filter((tick) => tick <= recipes).map((tick) => [tick, String(tick)]);
  const rows = (values) => values.map((bytes, i) => [i, bytes]);
  const engine = native.resident.at(-1);
  return [
    panel.axes(
      `Twenty sliders dragged, fifty previews each (${native.width} x ${native.height} pixels)`,
      'preview',
      ticks,
    ),
    panel.line(teeth(reference), 'all'),
    panel.line(teeth(frugal, reference.previews[1].preview / 4), 'last'),
    panel.line(rows(wasm.heap), 'heap'),
    panel.line(rows(native.resident), 'engine'),
    panel.label(reference.peak, 'all', 'An array an operation', `${round(reference.peak)} MB in a preview`, 6),
    panel.label(wasm.heap.at(-1), 'heap', 'Easelight, WASM', `${round(wasm.heap.at(-1))} MB, the fixed heap`, -18),
    panel.label(frugal.peak, 'last', 'Arrays freed early', `${round(frugal.peak)} MB in a preview`, -16),
    panel.label(engine, 'engine', 'Easelight, native', `${round(engine)} MB, the whole process`, 8),
  ].join('\n');
}

/** A step an operation: the memory that it left stays until the next one is done. */
const steps = ({ opened, operations }) => [
  [0, opened],
  ...operations.flatMap(({ resident }, i) => [
    [i, resident],
    [i + 1, resident],
  ]),
];

function threePreviews({ native, reference, frugal }) {
  const { operations } = reference;
  const highest = Math.ceil(mb(reference.peak) / 100) * 100;
  const panel = new Panel({ top: 432, height: 170, xs: [0, operations.length], highest });
  const once = operations.findIndex(({ name }) => name === 'shown') + 1;
  const names = operations.slice(0, once).map(({ name }, i) => {
    const [x, y] = [panel.x(i + 0.5), panel.top + panel.height + 12];
    return `<text class="tiny end" transform="translate(${x + 3} ${y}) rotate(-52)">${name}</text>`;
  });
  const engine = native.resident.at(-1);
  return [
    panel.axes('The same, inside three previews', '', [
      [once * 1.5, 'second preview'],
      [once * 2.5, 'third preview'],
    ]),
    panel.line(steps(reference), 'all'),
    panel.line(steps(frugal), 'last'),
    panel.line(
      [
        [0, engine],
        [operations.length, engine],
      ],
      'engine',
    ),
    panel.label(reference.peak, 'all', 'An array an operation', 'float64, freed at the end', 6),
    panel.label(frugal.peak, 'last', 'Arrays freed early', 'two at a time', -20),
    panel.label(engine, 'engine', 'Easelight, native', 'no allocation', 6),
    ...names,
  ].join('\n');
}

/** @param {any} drag The result of measureDrag. */
export function drawChart(drag) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" role="img"
  aria-label="Memory over previews: the engine's is flat, the reference climbs and falls with every preview">
<style>${style}</style>
${manyPreviews(drag)}
${threePreviews(drag)}
</svg>
`;
}
