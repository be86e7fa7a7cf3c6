// Icons that the kit does not have, drawn on its grid of 18.

import { type TemplateResult, html } from 'lit';

/** A picture whose left half is filled: before and after. */
export function beforeAfterIcon(): TemplateResult {
  return html`<svg slot="icon" viewBox="0 0 18 18" width="18" height="18" fill="currentColor" aria-hidden="true">
    <path d="M2.5 3A1.5 1.5 0 0 0 1 4.5v9A1.5 1.5 0 0 0 2.5 15H8v2h2V1H8v2z" />
    <path d="M11.5 3v1.5h4v9h-4V15h4a1.5 1.5 0 0 0 1.5-1.5v-9A1.5 1.5 0 0 0 15.5 3z" />
  </svg>`;
}

/** A picture that lies, one that stands, and a bent arrow between them. */
export function swapSidesIcon(): TemplateResult {
  return html`<svg slot="icon" viewBox="0 0 18 18" width="18" height="18" fill="currentColor" aria-hidden="true">
    <path
      d="M2.5 9A1.5 1.5 0 0 0 1 10.5v5A1.5 1.5 0 0 0 2.5 17h9a1.5 1.5 0 0 0 1.5-1.5v-5A1.5 1.5 0 0 0 11.5 9zm0 1.5h9v5h-9z"
    />
    <path d="M2 7V2.5A1.5 1.5 0 0 1 3.5 1H8v1.5H3.5V7z" />
    <path d="M10 4.5a5 5 0 0 1 5 5h-1.5a3.5 3.5 0 0 0-3.5-3.5v2L6.800 5.250 10 2.5z" />
  </svg>`;
}
