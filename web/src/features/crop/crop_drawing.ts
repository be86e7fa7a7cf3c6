// How the crop looks: the rest of the picture dimmed, lines to compose by, marks where a hand can pull.

import { type SVGTemplateResult, svg } from 'lit';
import type { Point } from '../../documents/crop';
import type { Rect } from '../../render/placement';
import { kHandles } from './shape';

/** Thirds; while the picture is turned, lines that are close enough to hold a horizon against. */
const kParts = 3;
const kPartsInTurning = 9;
/** Of the marks, in CSS pixels. */
const kMarkLength = 20;

/** Dims the scan around the crop, and not the gray around the scan. */
export function drawDimmed(scan: readonly Point[], { x, y, width, height }: Rect): SVGTemplateResult {
  const around = scan.map((corner) => `${corner.x} ${corner.y}`).join('L');
  return svg`<path class="dim" d="M${around}Z M${x} ${y}v${height}h${width}v${-height}Z" />`;
}

export function drawCrop(rect: Rect, turning: boolean): SVGTemplateResult {
  const { x, y, width, height } = rect;
  return svg`
    <path class="lines" d=${gridPath(rect, turning ? kPartsInTurning : kParts)} />
    <rect class="border shade" x=${x - 1} y=${y - 1} width=${width + 2} height=${height + 2} />
    <rect class="border" x=${x} y=${y} width=${width} height=${height} />
    <path class="marks shade" d=${marksPath(rect)} />
    <path class="marks" d=${marksPath(rect)} />
  `;
}

/** Another crop of the scan, with its number. */
export function drawOther(corners: readonly Point[], label: number): SVGTemplateResult {
  const points = corners.map(({ x, y }) => `${x},${y}`).join(' ');
  const middle = (key: keyof Point) => corners.reduce((sum, corner) => sum + corner[key], 0) / corners.length;
  return svg`
    <polygon class="other shade" points=${points} />
    <polygon class="other" points=${points} />
    <text class="number" x=${middle('x')} y=${middle('y')}>${label}</text>
  `;
}

function gridPath({ x, y, width, height }: Rect, parts: number): string {
  const inner = Array.from({ length: parts - 1 }, (_, index) => (index + 1) / parts);
  const upright = inner.map((share) => `M${x + share * width} ${y}v${height}`);
  const level = inner.map((share) => `M${x} ${y + share * height}h${width}`);
  return [...upright, ...level].join('');
}

function marksPath(rect: Rect): string {
  const length = Math.min(kMarkLength, rect.width / 4, rect.height / 4);
  return kHandles
    .map(({ x, y }) => {
      const at = { x: rect.x + ((1 + x) * rect.width) / 2, y: rect.y + ((1 + y) * rect.height) / 2 };
      if (x === 0) return `M${at.x - length / 2} ${at.y}h${length}`;
      if (y === 0) return `M${at.x} ${at.y - length / 2}v${length}`;
      return `M${at.x - x * length} ${at.y}H${at.x}V${at.y - y * length}`;
    })
    .join('');
}
