// The file beside a finished scan store: whose it is, how large, when it was last used, and the engine's record of it.
//
// It is written when the store is complete, and `complete` is its last key: a store without this file, or with a piece of
// it, was never finished.

export interface StoreHeader {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly lastUse: number;
  /** What the engine needs to open the store. */
  readonly record: string;
}

const kVersion = 1;

export function textFromHeader({ key, bytes, lastUse, record }: StoreHeader): string {
  return JSON.stringify({ easelightStore: kVersion, key, bytes, lastUse, record, complete: true });
}

/** Null where the text is not that of a complete header. */
export function headerFromText(text: string): StoreHeader | null {
  try {
    const { easelightStore, key, bytes, lastUse, record, complete } = JSON.parse(text) as Record<string, unknown>;
    if (easelightStore !== kVersion || complete !== true) return null;
    if (typeof key !== 'string' || typeof record !== 'string') return null;
    if (typeof bytes !== 'number' || typeof lastUse !== 'number') return null;
    return { key, bytes, lastUse, record };
  } catch {
    return null;
  }
}
