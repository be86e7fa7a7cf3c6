// Opening and closing scans: from a store that is there already, or by decoding into a new one.

import type { FromWorker, OpenedScan, Recipe, ToWorker } from '../engine/protocol';
import type { Engine, EngineFile } from './engine_module';
import type { LongWork } from './long_work';
import { isTrap, refuse, take } from './refusal';
import type { ScanStore, Storage } from './stores';

export type OpenMessage = Extract<ToWorker, { type: 'open' }>;

/** Often enough to see the picture grow, seldom enough to cost the decoding little. */
const kLookMs = 300;

export interface SessionParts {
  readonly engine: Engine;
  readonly storage: Storage;
  readonly openSource: (file: Blob) => EngineFile;
  readonly post: (message: FromWorker) => void;
  readonly now: () => number;
  /** Shows what has been decoded so far. */
  readonly look: (recipe: Recipe) => void;
}

export class ScanSession {
  #store: ScanStore | null = null;

  constructor(
    private readonly parts: SessionParts,
    private readonly work: LongWork,
  ) {}

  async open({ file, key: known, preview }: OpenMessage): Promise<OpenedScan> {
    const key = known ?? (file && (await this.parts.storage.keyOf(file)));
    this.work.check();
    const attached = key ? await this.#attach(key, known !== null) : null;
    if (attached) return attached;
    this.work.check();
    if (!file) refuse('missing', 'the scan is not kept in this browser any more; its file is needed');
    return this.#decode(file, preview, key);
  }

  async close(): Promise<null> {
    this.parts.engine.closeScan();
    await this.#keep(null);
    return null;
  }

  /** `patient`: a worker that has just ended may not have let go of the store yet. */
  async #attach(key: string, patient: boolean): Promise<OpenedScan | null> {
    const { engine, storage } = this.parts;
    const own = this.#store?.key === key && this.#store.record ? this.#store : null;
    const store = own ?? (await storage.findStore(key, patient));
    if (!store?.record) return null;
    const outcome = engine.attach(store.record, store.file);
    if (outcome.ok) {
      await this.#keep(store);
      return { scan: outcome.value, identity: key, key, attached: true, looksPrivate: storage.looksPrivate(store) };
    }
    // Written by another version of the engine, or damaged: of no use to anybody.
    if (!own) await store.remove();
    return null;
  }

  async #decode(file: File, preview: Recipe | null, key: string | null): Promise<OpenedScan> {
    const { engine, storage, post } = this.parts;
    const source = this.parts.openSource(file);
    const scan = take(engine.inspect(file.name, source));
    post({ type: 'inspected', id: this.work.id, scan });
    const store = await storage.createStore(key, scan.storeBytes + scan.scratchBytes);
    try {
      this.work.check();
      const summary = take(engine.beginOpen(file.name, source, store.file));
      await this.#steps(preview);
      await this.#complete(store);
      const looksPrivate = storage.looksPrivate(store);
      return { scan: summary, identity: key, key: store.key, attached: false, looksPrivate };
    } catch (error) {
      await store.dispose();
      throw error;
    }
  }

  async #steps(preview: Recipe | null): Promise<void> {
    const { engine, now, look } = this.parts;
    let looked = now();
    try {
      await this.work.steps(
        () => engine.openStep(),
        () => {
          // An open scan stays on screen until the new one is there.
          if (!preview || this.#store || now() - looked < kLookMs) return;
          look(preview);
          looked = now();
        },
      );
    } catch (error) {
      if (!isTrap(error)) engine.cancelOpen();
      throw error;
    }
  }

  async #complete(store: ScanStore): Promise<void> {
    const record = take(this.parts.engine.record());
    await this.#keep(store);
    // Without its record the store serves this scan as well, only no later one.
    await store.complete(record).catch(() => undefined);
  }

  async #keep(store: ScanStore | null): Promise<void> {
    const before = this.#store;
    this.#store = store;
    if (before !== store) await before?.dispose();
  }
}
