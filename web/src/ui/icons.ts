// Icons that the kit does not have, drawn on its grid of 18.

import { type TemplateResult, html } from 'lit';

/** A picture whose left half is filled: before and after. */
export function beforeAfterIcon(): TemplateResult {
  return html`<svg slot="icon" viewBox="0 0 18 18" width="18" height="18" fill="currentColor" aria-hidden="true">
    <path d="M2.5 3A1.5 1.5 0 0 0 1 4.5v9A1.5 1.5 0 0 0 2.5 15H8v2h2V1H8v2z" />
    <path d="M11.5 3v1.5h4v9h-4V15h4a1.5 1.5 0 0 0 1.5-1.5v-9A1.5 1.5 0 0 0 15.5 3z" />
  </svg>`;
}

/** A picture that lies before one that stands. */
export function swapSidesIcon(): TemplateResult {
  return html`<svg slot="icon" viewBox="0 0 18 18" width="18" height="18" stroke="currentColor" aria-hidden="true">
    <path fill="none" stroke-width="1.5" d="M2.75 14.25V2.75h6.5v3.5M6.25 9.75h9v5.5h-9z" />
  </svg>`;
}
