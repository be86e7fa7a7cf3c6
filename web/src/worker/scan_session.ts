// The scans that the engine has open, with the stores behind them: opened from a store that is there already, or by
// decoding into a new one.

import type { FromWorker, OpenedScan, Recipe } from '../engine/protocol';
import type { Engine, EngineFile } from './engine_module';
import { type Job, Lane } from './long_work';
import { isTrap, refuse, take } from './refusal';
import type { ScanStore, Storage } from './stores';

/** Often enough to see the picture grow, seldom enough to cost the decoding little. */
const kLookMs = 300;

export interface ScanToOpen {
  /** Null where only the store can be had: refused as `missing` if that is gone. */
  readonly file: File | null;
  /** The store that holds this scan, where it is known: it is opened without a look at the file. */
  readonly key: string | null;
  /** How many rows from the top are to be decoded; 0: all. What is stored already is opened as it is. */
  readonly rows: number;
  /** What the picture is shown with while it is decoded; null shows nothing. */
  readonly preview: Recipe | null;
}

type ScanToDecode = Pick<ScanToOpen, 'rows' | 'preview'> & { readonly file: File };

export interface SessionParts {
  readonly engine: Engine;
  readonly storage: Storage;
  readonly openSource: (file: Blob, between: () => void) => EngineFile;
  readonly post: (message: FromWorker) => void;
  readonly now: () => number;
  /** Shows what has been decoded so far. */
  readonly look: (recipe: Recipe) => void;
}

export class ScanSessions {
  readonly #lane = new Lane('opening-busy');
  /** Of each open scan, by its number. A scan that was opened twice has two numbers and one store. */
  readonly #stores = new Map<number, ScanStore>();
  /** How many scans and tasks use a store: it is disposed of with the last. */
  readonly #uses = new Map<ScanStore, number>();

  constructor(private readonly parts: SessionParts) {}

  open(scan: ScanToOpen, job: Job): Promise<OpenedScan> {
    return this.#lane.run(() => this.#open(scan, job));
  }

  async close(number: number): Promise<null> {
    take(this.parts.engine.closeScan(number));
    const store = this.#stores.get(number);
    this.#stores.delete(number);
    if (store) await this.#release(store);
    return null;
  }

  /** Whether the scan's store is where it was: somebody may have deleted it under the page. */
  async isStored(number: number): Promise<boolean> {
    return (await this.#stores.get(number)?.isThere()) ?? true;
  }

  /** Runs a task that the scan's store must outlive, also where the scan is closed meanwhile. */
  async during<T>(number: number, task: () => Promise<T>): Promise<T> {
    const store = this.#stores.get(number);
    if (store) this.#use(store);
    try {
      return await task();
    } finally {
      if (store) await this.#release(store);
    }
  }

  async #open({ file, key: known, rows, preview }: ScanToOpen, job: Job): Promise<OpenedScan> {
    const key = known ?? (file && (await this.parts.storage.keyOf(file)));
    job.check();
    const attached = key ? await this.#attach(key, known !== null) : null;
    if (attached) return attached;
    job.check();
    if (!file) refuse('missing', 'scan-missing');
    return this.#decode({ file, rows, preview }, key, job);
  }

  /** `patient`: a worker that has just ended may not have let go of the store yet. */
  async #attach(key: string, patient: boolean): Promise<OpenedScan | null> {
    const { engine, storage } = this.parts;
    const open = [...this.#uses.keys()].find((store) => store.key === key && store.record !== null);
    // One that was deleted can be read until it is closed, or not even that; the next visit would not find it.
    const own = open && (await open.isThere()) ? open : null;
    const store = own ?? (await storage.findStore(key, patient));
    if (!store?.record) return null;
    const outcome = engine.attach(store.record, store.file);
    if (outcome.ok) {
      this.#keep(outcome.value.number, store);
      return { ...outcome.value, identity: key, key, attached: true, looksPrivate: storage.looksPrivate(store) };
    }
    // Written by another version of the engine, or damaged: of no use to anybody.
    if (!own) await store.remove();
    return null;
  }

  async #decode({ file, rows, preview }: ScanToDecode, key: string | null, job: Job): Promise<OpenedScan> {
    const { engine, storage, post } = this.parts;
    // What the engine does in one long step ends with its next read of the file.
    const source = this.parts.openSource(file, () => job.check());
    const inspected = take(engine.inspect(file.name, source));
    post({ type: 'inspected', id: job.id, scan: inspected });
    const store = await storage.createStore(key, inspected.storeBytes + inspected.scratchBytes);
    try {
      job.check();
      const { number } = take(engine.beginOpen(file.name, source, store.file, rows));
      post({ type: 'begun', id: job.id, scan: number });
      await job.steps('open', () => engine.openStep(), this.#looks(preview));
      const { record, scan } = take(engine.record(number));
      this.#keep(number, store);
      // Without its record the store serves this scan as well, only no later one.
      await store.complete(record).catch(() => undefined);
      const looksPrivate = storage.looksPrivate(store);
      return { number, scan, identity: key, key: store.key, attached: false, looksPrivate };
    } catch (error) {
      if (!isTrap(error)) engine.cancelOpen();
      await store.dispose();
      throw error;
    }
  }

  /** Shows the picture from time to time. */
  #looks(preview: Recipe | null): () => void {
    const { now, look } = this.parts;
    let looked = now();
    return () => {
      if (!preview || now() - looked < kLookMs) return;
      look(preview);
      looked = now();
    };
  }

  #keep(number: number, store: ScanStore): void {
    this.#stores.set(number, store);
    this.#use(store);
  }

  #use(store: ScanStore): void {
    this.#uses.set(store, (this.#uses.get(store) ?? 0) + 1);
  }

  async #release(store: ScanStore): Promise<void> {
    const uses = (this.#uses.get(store) ?? 0) - 1;
    if (uses > 0) {
      this.#uses.set(store, uses);
    } else {
      this.#uses.delete(store);
      await store.dispose();
    }
  }
}
