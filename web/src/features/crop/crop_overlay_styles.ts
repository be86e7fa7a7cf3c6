// The looks of the crop over the picture, and its cursors.

import { css, unsafeCSS } from 'lit';
import { overlayStyles } from '../viewer/overlay_element';

const kTurnCursor = new URL('./turn.svg', import.meta.url).href;

export const cropOverlayStyles = [
  overlayStyles,
  css`
    svg {
      pointer-events: auto;
      touch-action: none;
      user-select: none;
    }
    svg * {
      fill: none;
      outline: none;
    }
    .dim {
      fill: color-mix(in srgb, var(--el-mark-shade) 62%, transparent);
      fill-rule: evenodd;
    }
    .lines {
      stroke: color-mix(in srgb, var(--el-mark) 42%, transparent);
    }
    .border {
      stroke: var(--el-mark);
    }
    .border.shade {
      stroke: color-mix(in srgb, var(--el-mark-shade) 45%, transparent);
    }
    .marks {
      stroke: var(--el-mark);
      stroke-width: 3;
    }
    .marks.shade {
      stroke: color-mix(in srgb, var(--el-mark-shade) 45%, transparent);
      stroke-width: 5;
    }
    .other {
      stroke: color-mix(in srgb, var(--el-mark) 70%, transparent);
    }
    .other.shade {
      stroke: color-mix(in srgb, var(--el-mark-shade) 50%, transparent);
      stroke-width: 3;
    }
    .number {
      fill: color-mix(in srgb, var(--el-mark) 85%, transparent);
      font-size: 13px;
      text-anchor: middle;
      dominant-baseline: central;
    }
    .focus:focus-visible {
      stroke: var(--el-accent);
      stroke-width: 2;
    }
    .move {
      cursor: move;
    }
    .turn {
      cursor:
        url('${unsafeCSS(kTurnCursor)}') 12 12,
        grab;
    }
    .vertical {
      cursor: ns-resize;
    }
    .horizontal {
      cursor: ew-resize;
    }
    .falling {
      cursor: nwse-resize;
    }
    .rising {
      cursor: nesw-resize;
    }
  `,
];
