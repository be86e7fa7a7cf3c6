// Grays and sizes that every element shares. All grays are neutral: the surround must not tint the picture's white.

import { css } from 'lit';

export const tokens = css`
  :host {
    --el-surround: #262626;
    --el-bar: #1d1d1d;
    --el-panel: #2e2e2e;
    --el-line: #3d3d3d;
    --el-field: #222222;
    --el-text: #dcdcdc;
    --el-quiet: #a3a3a3;
    --el-focus: #e4e4e4;
  }
`;

export const controlText = css`
  :host {
    font:
      13px/1.35 system-ui,
      sans-serif;
    color: var(--el-text);
  }
`;
