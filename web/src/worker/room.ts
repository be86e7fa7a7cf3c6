// How much of the disk the scan stores may take, and what is said where that is not enough.

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

/** Where not even an empty file can be made. */
export const kNoRoomText = 'this browser has no disk space left for this page; free some space, or allow the site more';

export function noRoomText(needed: number, left: number): string {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  return `needs ${megabytes(needed)} of disk space, and this browser has ${megabytes(left)} left for this page; free some space, or allow the site more`;
}
