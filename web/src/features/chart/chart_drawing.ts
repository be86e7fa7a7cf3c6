// How the chart looks over the picture: its outline, the middle of each patch that is read, and what the corners are.

import { type SVGTemplateResult, svg } from 'lit';
import { chartPlaces, kChartColumns, kChartRows, kCornerPatches } from '../../documents/chart';
import type { Point } from '../../documents/crop';

/** Of a patch's sides, what is read; core/calibration/patch_sampler.cpp. */
const kInside = 0.5;
/** Of the mark at a corner, in CSS pixels. */
const kMark = 9;

/** `corners` on the screen. Where they span no quadrangle there is nothing between them to draw. */
export function drawChart(corners: readonly Point[]): SVGTemplateResult {
  const places = chartPlaces(corners);
  const outline = pathOf(corners);
  return svg`
    <path class="border shade" d=${outline} />
    <path class="border" d=${outline} />
    ${
      places &&
      svg`<path class="patches shade" d=${patchesPath(places)} /><path class="patches" d=${patchesPath(places)} />
        ${drawNames(places)}`
    }
    <path class="marks shade" d=${marksPath(corners)} />
    <path class="marks" d=${marksPath(corners)} />
  `;
}

/** By which one sees which way around the chart lies. */
function drawNames(places: (u: number, v: number) => Point): SVGTemplateResult[] {
  const middles = [
    [0.5, 0.5],
    [kChartColumns - 0.5, 0.5],
    [kChartColumns - 0.5, kChartRows - 0.5],
    [0.5, kChartRows - 0.5],
  ] as const;
  return middles.map(([column, row], index) => {
    const { x, y } = places(column / kChartColumns, row / kChartRows);
    return svg`<text class="name" x=${x} y=${y}>${kCornerPatches[index]}</text>`;
  });
}

function patchesPath(places: (u: number, v: number) => Point): string {
  const half = kInside / 2;
  const patch = (column: number, row: number) =>
    pathOf(
      [
        [-half, -half],
        [half, -half],
        [half, half],
        [-half, half],
      ].map(([across = 0, down = 0]) =>
        places((column + 0.5 + across) / kChartColumns, (row + 0.5 + down) / kChartRows),
      ),
    );
  const columns = Array.from({ length: kChartColumns }, (_, column) => column);
  const rows = Array.from({ length: kChartRows }, (_, row) => row);
  return rows.flatMap((row) => columns.map((column) => patch(column, row))).join('');
}

function pathOf(points: readonly Point[]): string {
  return `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}Z`;
}

function marksPath(corners: readonly Point[]): string {
  return corners
    .map(
      ({ x, y }) => `M${x - kMark} ${y}a${kMark} ${kMark} 0 1 0 ${2 * kMark} 0a${kMark} ${kMark} 0 1 0 ${-2 * kMark} 0`,
    )
    .join('');
}
