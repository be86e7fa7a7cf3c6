// Every response of the service worker carries the site's headers: a page from any static host becomes isolated, and is
// held to the policy.

import { headers } from '../../../headers.mjs';

/** A copy with the site's headers in place of the host's own. */
export function withHeaders(response: Response): Response {
  // A redirection of a navigation is the browser's to follow, and cannot be copied.
  if (response.type === 'opaqueredirect' || response.type === 'error') return response;
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers: all });
}
