// This page's name among the tabs. Scratch files carry it; other tabs tell by the lock of that name that it lives.

import { kTabLockPrefix } from './protocol';

/** Whether a page of that name is still there. Where nobody can tell, it is not. */
export async function tabLives(locks: LockManager | undefined, tab: string): Promise<boolean> {
  const held = (await locks?.query())?.held ?? [];
  return held.some(({ name }) => name === kTabLockPrefix + tab);
}

/** Makes a name and holds its lock for the life of the page, over all its workers. */
export function joinTabs(locks: LockManager | undefined): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const tab = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  // Never resolved: the browser releases it with the page.
  void locks?.request(kTabLockPrefix + tab, () => new Promise<void>(() => {}));
  return tab;
}
