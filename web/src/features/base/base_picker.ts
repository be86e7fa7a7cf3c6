// Picking the film base in the picture: a click takes one place, a drag shows each place on its way.

import type { Triple } from '../../engine/protocol';
import type { Editor } from '../../state/editor';
import { notify } from '../../state/notices';
import { withDensity } from '../../state/recipe';
import { kHand } from '../../state/tool';
import { failureText } from '../../ui/format';
import { reasonOf } from '../open/open_scan';

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

  constructor(private readonly editor: Editor) {}

  pick(place: Place): void {
    this.#next = place;
    this.#asking ??= this.#askAll();
  }

  /** The end of the gesture: one entry in the history. Returns what was picked. */
  async finish(): Promise<Triple | null> {
    await this.#asking;
    const { edits, store } = this.editor;
    const { recipe, tool } = store.state;
    if (tool.name === 'pick-base') store.set({ tool: kHand });
    if (this.#base && recipe) edits.commit(kControl, recipe, performance.now());
    if (!this.#base && this.#failure) {
      notify(store, { kind: 'error', text: failureText('Pick base', this.#failure) });
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
    const { recipe } = this.editor.state;
    if (!recipe) return;
    try {
      this.#base = await this.editor.call('pickBase', { recipe, x, y });
      const current = this.editor.state.recipe;
      if (current) this.editor.edits.preview(kControl, withDensity(current, { base: this.#base }), time);
    } catch (error) {
      this.#failure = reasonOf(error);
    }
  }
}
