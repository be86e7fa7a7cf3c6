// Picking the film base in the picture: a click takes one place, a drag shows each place on its way.

import type { Triple } from '../../engine/protocol';
import type { Edits } from '../../documents/edits';
import { text } from '../../i18n/text';
import type { Editor } from '../../workspace/editor';
import { notify } from '../../workspace/notices';
import { withDensity } from '../../documents/recipe';
import { kHand } from '../../documents/tool';
import { isEnding, reasonOf } from '../open/endings';

const kControl = 'pick-base';

interface Place {
  /** In the final picture, 0..1. */
  readonly x: number;
  readonly y: number;
  readonly time: number;
}

/** One gesture. At most one question is on its way; of the places meanwhile only the newest is asked for. */
export class BasePicker {
  #next: Place | null = null;
  #asking: Promise<void> | null = null;
  #base: Triple | null = null;
  #failure = '';
  /** Of the document that the gesture began on. */
  readonly #edits: Edits;

  constructor(private readonly editor: Editor) {
    this.#edits = editor.edits;
  }

  pick(place: Place): void {
    this.#next = place;
    this.#asking ??= this.#askAll();
  }

  /** The end of the gesture: one entry in the history. Returns what was picked. */
  async finish(): Promise<Triple | null> {
    await this.#asking;
    const edits = this.#edits;
    const { recipe, tool } = edits.state;
    if (tool.name === 'pick-base') edits.change({ tool: kHand });
    if (this.#base && recipe) edits.commit(kControl, recipe, performance.now());
    if (!this.#base && this.#failure) {
      notify(this.editor.store, { kind: 'error', text: text('base.failed', { reason: this.#failure }) });
    }
    return this.#base;
  }

  async #askAll(): Promise<void> {
    for (let place = this.#next; place; place = this.#next) {
      this.#next = null;
      await this.#ask(place);
    }
    this.#asking = null;
  }

  async #ask({ x, y, time }: Place): Promise<void> {
    const { recipe, scanNumber: scan } = this.#edits.state;
    if (!recipe) return;
    try {
      const base = await this.editor.call('pickBase', { scan, recipe, x, y });
      const { recipe: current } = this.#edits.state;
      if (!current) return;
      this.#base = base;
      this.#edits.preview(kControl, withDensity(current, { base }), time);
    } catch (error) {
      if (!isEnding(error)) this.#failure = reasonOf(error);
    }
  }
}
