// What notices and questions look like on top of the panel.

import { css } from 'lit';

export const boxStyles = css`
  .box {
    padding: 8px var(--el-pad) 12px;
    border-bottom: 1px solid var(--el-line);
    background: var(--el-raised);
  }
  p {
    margin: 0;
    text-wrap: pretty;
  }
`;

/** Pictures to choose from. */
export const choicesStyles = css`
  .choices {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px;
    margin: 8px 0;
  }
  .choices button {
    flex-direction: column;
    justify-content: flex-start;
    padding: 4px;
  }
  el-small-picture {
    width: 100%;
    aspect-ratio: 3 / 2;
  }
`;
