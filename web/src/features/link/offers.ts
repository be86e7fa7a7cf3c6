// Grades that come from outside, by a link, in an exported file or in another program's: they are shown, and wait for the user's word.

import type { ImportedGrades, Recipe, RecipePart } from '../../engine/protocol';
import type { Sides } from '../../documents/crop';
import { kMostCrops } from '../../documents/grading';
import { text } from '../../i18n/text';
import type { Editor } from '../../workspace/editor';
import { jobsOf } from '../../workspace/jobs';
import { notify, notifyOnce } from '../../workspace/notices';
import type { EditorState, Offer, OfferedGrades } from '../../workspace/state';
import { kHand } from '../../documents/tool';
import { fittedTo } from '../../documents/fitted';
import { isEnding, reasonOf } from '../open/endings';
import { kAllParts } from './parts';

/** Names the change in the history. */
const kControl = 'link';

interface OffersParts {
  readonly editor: Editor;
  /** Something to show a grade on where no picture is open. */
  readonly openSample: () => Promise<void>;
  /** The address of the page, whose fragment may be a link. */
  readonly address: { hash(): string; clear(): void };
}

export class Offers {
  /** What the preview that is there, or on its way, was made of. */
  #made: readonly unknown[] = [];

  constructor(private readonly parts: OffersParts) {
    parts.editor.store.subscribe(() => void this.#preview());
  }

  get #editor(): Editor {
    return this.parts.editor;
  }

  /** The link in the page's own address, if there is one. */
  async followAddress(): Promise<void> {
    const hash = this.parts.address.hash();
    if (/^#(.*&)?grade=/.test(hash)) await this.receive(hash, text('offer.a-link'));
  }

  /**
   * `origin`: where the text came from, for people. What is refused changes nothing; a picture that carried it is opened
   * then, as any other.
   */
  receive(link: string, origin: string, openPicture: (() => void) | null = null): Promise<void> {
    const read = async () => {
      const { recipes, parts, proof } = await this.#editor.call('readLink', { text: link });
      return { recipes, names: recipes.map(() => ''), parts, verdict: proof.sentence, notImitated: [] };
    };
    return this.#receive(read, origin, openPicture);
  }

  /** The text of a file of another program. */
  receiveFile(content: string, origin: string): Promise<void> {
    const read = async () => offeredOf(await this.#editor.call('importGrades', { text: content }), this.#editor.state);
    return this.#receive(read, origin, null);
  }

  async #receive(read: () => Promise<OfferedGrades>, origin: string, openPicture: (() => void) | null): Promise<void> {
    const { store } = this.#editor;
    try {
      this.#offer(await read(), origin, openPicture);
      if (!store.state.scan && jobsOf(store.state.jobs, 'open').length === 0) await this.parts.openSample();
    } catch (error) {
      if (isEnding(error)) return;
      if (openPicture) return openPicture();
      notify(store, { kind: 'error', text: unusableText(origin, error) });
    }
  }

  change(change: Partial<Pick<Offer, 'index' | 'parts' | 'before'>>): void {
    const { store } = this.#editor;
    const { offer } = store.state;
    if (!offer) return;
    store.set({ offer: { ...offer, ...change } });
    this.#editor.requestFrame(performance.now());
  }

  /** Takes the chosen parts of the recipe that is shown, for the crop on screen. */
  async apply(): Promise<void> {
    const { offer, recipe, scan } = this.#editor.state;
    const { edits } = this.#editor;
    const other = offer?.grades.recipes[offer.index];
    if (!offer || !recipe || !scan || !other) return;
    await this.#take(offer, async () => {
      const taken = await this.#combined(recipe, other, offer.parts, scan);
      return () => edits.commit(kControl, taken, performance.now());
    });
  }

  /** Takes the chosen parts of every recipe, as the crops of the scan. */
  async applyAll(): Promise<void> {
    const { offer, recipe, grading, scan } = this.#editor.state;
    const { edits } = this.#editor;
    if (!offer || !recipe || !grading || !scan) return;
    const { grades, parts, index } = offer;
    await this.#take(offer, async () => {
      const crops = await Promise.all(grades.recipes.map((other) => this.#combined(recipe, other, parts, scan)));
      return () => edits.commitGrading(kControl, { ...grading, crops, current: index }, performance.now());
    });
  }

  /** The picture that carried the grade, instead of the grade. */
  openPicture(): void {
    const { offer } = this.#editor.state;
    this.discard();
    offer?.openPicture?.();
  }

  discard(): void {
    this.#end();
    this.#editor.requestFrame(performance.now());
  }

  /** Ends the offer and grades; where the engine refuses what is to be taken, the offer stays as it was. */
  async #take({ origin }: Offer, prepare: () => Promise<() => void>): Promise<void> {
    try {
      const grade = await prepare();
      this.#end();
      grade();
    } catch (error) {
      if (!isEnding(error)) notify(this.#editor.store, { kind: 'error', text: unusableText(origin, error) });
    }
  }

  #offer(grades: OfferedGrades, origin: string, openPicture: (() => void) | null): void {
    const offer = { grades, origin, openPicture, index: 0, parts: grades.parts, preview: null, before: false };
    this.#editor.store.changeShown({ tool: kHand, compare: false });
    this.#editor.store.set({ offer });
  }

  #end(): void {
    this.#made = [];
    this.#editor.store.set({ offer: null });
    this.parts.address.clear();
  }

  /** As it fits the scan: the picture that the link was made on may have been another one. */
  async #combined(current: Recipe, other: Recipe, parts: readonly RecipePart[], scan: Sides): Promise<Recipe> {
    return fittedTo(await this.#editor.call('combine', { current, other, parts }), scan);
  }

  /** Follows the choice, and whatever else is changed meanwhile. */
  async #preview(): Promise<void> {
    const { offer, recipe, scan } = this.#editor.state;
    const other = offer?.grades.recipes[offer.index];
    if (!offer || !recipe || !scan || !other) return;
    const made = [recipe, other, offer.parts];
    if (made.every((part, index) => part === this.#made[index])) return;
    this.#made = made;
    try {
      this.#show(made, await this.#combined(recipe, other, offer.parts, scan));
    } catch (error) {
      if (this.#made !== made) return;
      // An engine that is gone comes back, and with it the next change of the state.
      if (isEnding(error)) {
        this.#made = [];
        return;
      }
      this.#show(made, null);
      const said = text('offer.not-shown', { origin: offer.origin, reason: reasonOf(error) });
      notifyOnce(this.#editor.store, { kind: 'error', text: said });
    }
  }

  /** Unless something else is wanted by now. */
  #show(made: readonly unknown[], preview: Recipe | null): void {
    const { offer } = this.#editor.state;
    if (this.#made !== made || !offer) return;
    this.#editor.store.set({ offer: { ...offer, preview } });
    this.#editor.requestFrame(performance.now());
  }
}

/** Of a folder's file, those that were made for the scan on screen, if there are any. */
function offeredOf({ grades, remarks }: ImportedGrades, { scan }: Pick<EditorState, 'scan'>): OfferedGrades {
  const own = grades.filter(({ name }) => name !== '' && name === scan?.name);
  const offered = own.length > 0 ? own : grades;
  if (offered.length > kMostCrops) {
    throw new Error(text('offer.too-many', { count: offered.length, most: kMostCrops }));
  }
  return {
    recipes: offered.map(({ recipe }) => recipe),
    names: offered.map(({ name }) => name),
    parts: kAllParts,
    verdict: null,
    notImitated: remarks,
  };
}

function unusableText(origin: string, error: unknown): string {
  return text('offer.unusable', { origin, reason: reasonOf(error) });
}
