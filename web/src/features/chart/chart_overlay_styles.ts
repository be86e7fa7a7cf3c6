// The looks of the chart over the picture.

import { css } from 'lit';
import { overlayStyles } from '../viewer/overlay_element';

export const chartOverlayStyles = [
  overlayStyles,
  css`
    svg {
      pointer-events: auto;
      touch-action: none;
      user-select: none;
      cursor: move;
    }
    svg * {
      fill: none;
      outline: none;
    }
    .border,
    .marks {
      stroke: var(--el-mark);
    }
    .marks {
      stroke-width: 2;
    }
    .patches {
      stroke: color-mix(in srgb, var(--el-mark) 80%, transparent);
    }
    .shade {
      stroke: color-mix(in srgb, var(--el-mark-shade) 50%, transparent);
      stroke-width: 3;
    }
    .marks.shade {
      stroke-width: 4;
    }
    .name {
      fill: var(--el-mark);
      stroke: color-mix(in srgb, var(--el-mark-shade) 60%, transparent);
      stroke-width: 3;
      paint-order: stroke;
      font-size: 12px;
      font-weight: 600;
      text-anchor: middle;
      dominant-baseline: central;
      pointer-events: none;
    }
    .focus {
      cursor: crosshair;
      pointer-events: all;
    }
    .focus:focus-visible {
      stroke: var(--el-accent);
      stroke-width: 2;
    }
  `,
];
