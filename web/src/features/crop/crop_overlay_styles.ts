// The looks of the crop over the picture, and its cursors.

import { css, unsafeCSS } from 'lit';

const kTurnCursor = new URL('./turn.svg', import.meta.url).href;

export const overlayStyles = css`
  :host {
    position: relative;
    display: block;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    pointer-events: none;
  }
  svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: auto;
    touch-action: none;
    user-select: none;
  }
  svg * {
    fill: none;
    outline: none;
  }
  .dim {
    fill: rgb(0 0 0 / 62%);
    fill-rule: evenodd;
  }
  .lines {
    stroke: rgb(255 255 255 / 42%);
  }
  .border {
    stroke: #ffffff;
  }
  .border.shade {
    stroke: rgb(0 0 0 / 45%);
  }
  .marks {
    stroke: #ffffff;
    stroke-width: 3;
  }
  .marks.shade {
    stroke: rgb(0 0 0 / 45%);
    stroke-width: 5;
  }
  .other {
    stroke: rgb(255 255 255 / 70%);
  }
  .other.shade {
    stroke: rgb(0 0 0 / 50%);
    stroke-width: 3;
  }
  .number {
    fill: rgb(255 255 255 / 85%);
    font-size: 13px;
    text-anchor: middle;
    dominant-baseline: central;
  }
  .focus:focus-visible {
    stroke: var(--el-focus);
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
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
