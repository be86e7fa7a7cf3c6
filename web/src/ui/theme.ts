// Grays and sizes that every element shares. All grays are neutral: the surround must not tint the picture's white.

import { css } from 'lit';

export const tokens = css`
  :host {
    --sl-surround: #262626;
    --sl-bar: #1d1d1d;
    --sl-panel: #2e2e2e;
    --sl-line: #3d3d3d;
    --sl-field: #222222;
    --sl-text: #dcdcdc;
    --sl-quiet: #a3a3a3;
    --sl-focus: #e4e4e4;
  }
`;

export const controlText = css`
  :host {
    font:
      13px/1.35 system-ui,
      sans-serif;
    color: var(--sl-text);
  }
`;
