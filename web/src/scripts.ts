// The scripts that the page starts beside itself: three addresses. Nothing else can become a script of it, as the
// policy of the page refuses plain text (Trusted Types), and the one below makes no other address.

import screenWorker from './render/screen/main.ts?worker&url';
import engineWorker from './worker/main.ts?worker&url';

export type ScriptName = 'engine' | 'screen' | 'service';

interface ScriptPolicy {
  createScriptURL(name: string): unknown;
}

/** What of the browser's `trustedTypes` is used; TypeScript's own types do not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (name: string) => string }): ScriptPolicy;
}

function addressOf(name: string): string {
  switch (name as ScriptName) {
    case 'engine':
      return engineWorker;
    case 'screen':
      return screenWorker;
    case 'service':
      return new URL('sw.js', document.baseURI).href;
  }
}

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy('easelight', { createScriptURL: addressOf });

/** What `Worker` and `register` take; where there are Trusted Types it is an object that only they can read. */
export function scriptAddress(name: ScriptName): string {
  return policy ? (policy.createScriptURL(name) as string) : addressOf(name);
}

export function startWorker(name: 'engine' | 'screen'): Worker {
  return new Worker(scriptAddress(name), { type: 'module', name: `easelight-${name}` });
}
