// How much of the disk the scan stores may take, and what is said where that is not enough.

import { refuse } from './refusal';

/** Stores are kept for the next visit up to here, or to half of what the browser gives this site. */
const kMostStoreBytes = 20e9;

/** The browser's quota for this site in bytes, as it says: some round it, or tell everybody the same. */
export type QuotaTeller = () => Promise<number>;

export async function browserQuota(): Promise<number> {
  return (await navigator.storage.estimate?.())?.quota ?? Infinity;
}

export function storeLimit(quota: number): number {
  return Math.min(kMostStoreBytes, quota / 2);
}

/** Of bytes; `left` is what there is of what is `needed`. */
export function refuseForRoom(needed: number, left: number): never {
  const megabytes = (bytes: number) => Math.round(bytes / 1e6);
  refuse('room', 'room-short', { needed: megabytes(needed), left: megabytes(left) });
}
