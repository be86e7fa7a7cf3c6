// Icons: lines on a grid of 16, in the color of the text around them.

import { type TemplateResult, html, svg } from 'lit';

function lines(path: string, filled = ''): TemplateResult {
  return html`<svg
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${path ? svg`<path d=${path} />` : null} ${filled ? svg`<path d=${filled} fill="currentColor" />` : null}
  </svg>`;
}

export const undoIcon = lines('M5.75 3 2.5 6.25 5.75 9.5M2.75 6.25h7a3.5 3.5 0 0 1 0 7H6.5');
export const redoIcon = lines('M10.25 3 13.5 6.25 10.25 9.5M13.25 6.25h-7a3.5 3.5 0 0 0 0 7H9.5');
/** A clock that runs back. */
export const historyIcon = lines('M2.5 8a5.5 5.5 0 1 0 1.9-4.15L2.5 5.5M2.5 2.25V5.5h3.25M8 5v3.25l2.25 1.5');
export const cropIcon = lines('M4.25 1.5v10.25H14.5M1.5 4.25h10.25V14.5');
/** A picture whose left half is filled. */
export const beforeAfterIcon = lines('M2 3.25h12v9.5H2zM8 1.25v13.5', 'M2 3.25h6v9.5H2z');
/** A picture that lies before one that stands. */
export const swapSidesIcon = lines('M3.25 13.25V2.25h6v3.5M6.25 8.25h7.5v5h-7.5z');
export const minusIcon = lines('M3 8h10');
export const plusIcon = lines('M3 8h10M8 3v10');
export const closeIcon = lines('M4.5 4.5l7 7M11.5 4.5l-7 7');
/** An arrow down onto a line. */
export const downloadIcon = lines('M8 2.25v8M4.75 7 8 10.25 11.25 7M2.75 13.5h10.5');
export const trashIcon = lines('M2.5 4.25h11M6 4V2.25h4V4M3.75 4.5l.6 9.25h7.3l.6-9.25M6.5 7v4.25M9.5 7v4.25');
/** A picture, and the way its top goes. */
export const rotateLeftIcon = lines(
  'M2.25 7.25h7.5v6.5h-7.5zM5.5 3.75h4.25a3.5 3.5 0 0 1 3.5 3.5v1.5M7.75 1.5 5.5 3.75 7.75 6',
);
export const rotateRightIcon = lines(
  'M6.25 7.25h7.5v6.5h-7.5zM10.5 3.75H6.25a3.5 3.5 0 0 0-3.5 3.5v1.5M8.25 1.5l2.25 2.25L8.25 6',
);
/** A shape and its mirror image. */
export const flipIcon = lines('M8 1.75v2M8 7v2M8 12.25v2M10.5 4v8h4z', 'M5.5 4v8h-4z');
export const moreIcon = lines('', 'M3.25 7.5h.5v1h-.5zM7.75 7.5h.5v1h-.5zM12.25 7.5h.5v1h-.5z');
