// Web Locks: who uses what, over all tabs. A lock ends with its tab or worker, however that ends.

export type Release = () => void;

export interface Locks {
  /** Null where the lock is not to be had, within `patienceMs` if that is given. */
  take(name: string, mode: 'shared' | 'exclusive', patienceMs?: number): Promise<Release | null>;
  /** Names of the locks that anyone holds. */
  held(): Promise<ReadonlySet<string>>;
}

export class WebLocks implements Locks {
  constructor(private readonly manager: LockManager) {}

  take(name: string, mode: 'shared' | 'exclusive', patienceMs = 0): Promise<Release | null> {
    const options: LockOptions =
      patienceMs > 0 ? { mode, signal: AbortSignal.timeout(patienceMs) } : { mode, ifAvailable: true };
    return new Promise((resolve) => {
      const granted = (lock: Lock | null) =>
        lock ? new Promise<void>((release) => resolve(release)) : Promise.resolve(resolve(null));
      this.manager.request(name, options, granted).catch(() => resolve(null));
    });
  }

  async held(): Promise<ReadonlySet<string>> {
    const { held } = await this.manager.query();
    return new Set((held ?? []).map((lock) => lock.name ?? ''));
  }
}
