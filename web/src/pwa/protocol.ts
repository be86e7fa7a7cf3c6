// What the page and its service worker agree on: names of caches and locks, messages, the way of shared files.
// Pages of an older version talk to the newest worker: what stands here may be added to, and not changed.

/** What the build writes into the first line of sw.js. */
export interface SealedSite {
  readonly version: string;
  /** Addresses below the site's; `revision` is null where the name itself changes with the content. */
  readonly files: readonly { readonly url: string; readonly revision: string | null; readonly integrity: string }[];
}

/** A page has started, and holds the lock of its version. */
export interface ToService {
  readonly type: 'started';
}

/** Which version a page gets that is loaded from now on. */
export interface FromService {
  readonly type: 'active';
  readonly version: string;
}

/** Other sites may live on the same host: every name holds the address of this one. */
const prefix = (scope: string, what: string) => `easelight ${what} ${scope} `;

/** The cache of one version, and the lock that every page of it holds for as long as it lives. */
export const versionName = (scope: string, version: string): string => prefix(scope, 'version') + version;
export const isVersionName = (scope: string, name: string): boolean => name.startsWith(prefix(scope, 'version'));

/** Where shared files wait for the page. */
export const sharedName = (scope: string): string => prefix(scope, 'shared');

export const kShareAddress = 'share';
export const kShareField = 'pictures';
/** Of the page, after the worker has put shared files aside. */
export const kSharedAction = 'shared';
export const kMostSharedFiles = 16;
export const kMostSharedBytes = 2 ** 30;

/** Beside a shared file: its name, percent-encoded, and its date in milliseconds since 1970. */
export const kNameHeader = 'X-Name';
export const kDateHeader = 'X-Date';
