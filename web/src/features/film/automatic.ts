// The automatic start, for the kind of film that is set or for another.

import type { FilmKind, Recipe } from '../../engine/protocol';
import { text } from '../../i18n/text';
import type { Editor } from '../../workspace/editor';
import { notify } from '../../workspace/notices';
import { withEditedMeanwhile } from '../../documents/edited_meanwhile';
import type { Edits } from '../../documents/edits';
import { isEncodingSetByHand } from '../../documents/hand_set';
import { recipeForFilm, withInput } from '../../documents/recipe';
import { isEnding, reasonOf } from '../open/endings';
import { likelyReading, raiseDoubt } from '../reading/reading';
import { rememberSetup, withRememberedSetup } from './known_setup';
import { inTurn } from './turns';

/** Another kind of film: its defaults and its automatic start, as one step of the history. */
export function changeFilm(editor: Editor, film: FilmKind): Promise<void> {
  const { edits } = editor;
  return inTurn(edits, async () => {
    const { recipe, scan, scanNumber: number } = edits.state;
    const { catalog } = editor.state.engine;
    if (!recipe || !scan || !catalog || recipe.film === film) return;
    // What is likely of one kind of film may not be of another.
    const asked = !isEncodingSetByHand(recipe, edits.stacks)
      ? await likelyReading(editor, { scan, number }, film)
      : null;
    await applyAutomatic(editor, edits, (current) => {
      const base = withRememberedSetup(editor, scan, recipeForFilm(catalog, film, current) ?? current);
      return asked ? withInput(base, { encoding: asked.encoding }) : base;
    });
    if (asked) raiseDoubt(editor, edits, asked.doubt);
  });
}

export function automatic(editor: Editor): Promise<void> {
  return tellFilm(editor, {});
}

/** What is known of the film and of how it was scanned; the automatic start is made anew with it, and later ones. */
export function tellFilm(editor: Editor, known: Partial<Pick<Recipe['names'], 'setup' | 'stock'>>): Promise<void> {
  const { edits } = editor;
  const { scan } = edits.state;
  if (scan && known.setup !== undefined) rememberSetup(editor, scan, known.setup);
  const told = (recipe: Recipe) => ({ ...recipe, names: { ...recipe.names, ...known } });
  return inTurn(edits, () => applyAutomatic(editor, edits, told));
}

/** `base`: what is looked at, from the recipe on screen. */
async function applyAutomatic(editor: Editor, edits: Edits, base: (current: Recipe) => Recipe): Promise<void> {
  const { store } = editor;
  const { scanNumber: scan, grading, recipe: before } = edits.state;
  if (!before) return;
  const wanted = base(before);
  try {
    const { recipe: start, why } = await editor.call('automatic', { scan, film: wanted.film, recipe: wanted });
    const { grading: now, recipe } = edits.state;
    // Meanwhile another crop may be on screen.
    if (!recipe || now?.current !== grading?.current) return;
    edits.change({ start, startReasons: why });
    edits.commit('automatic', withEditedMeanwhile(start, before, recipe), performance.now());
  } catch (error) {
    if (isEnding(error)) return;
    notify(store, { kind: 'error', text: text('film.automatic-failed', { reason: reasonOf(error) }) });
  }
}
