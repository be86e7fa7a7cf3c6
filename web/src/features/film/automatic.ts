// The automatic start, for the kind of film that is set or for another.

import type { FilmKind, Recipe } from '../../engine/protocol';
import { text } from '../../i18n/text';
import type { Editor } from '../../workspace/editor';
import { notify } from '../../workspace/notices';
import type { Edits } from '../../documents/edits';
import { isEncodingSetByHand } from '../../documents/hand_set';
import { recipeForFilm, withInput } from '../../documents/recipe';
import { isEnding, reasonOf } from '../open/endings';
import { likelyReading, raiseDoubt } from '../reading/reading';

/** Another kind of film: its defaults and its automatic start, as one step of the history. */
export async function changeFilm(editor: Editor, film: FilmKind): Promise<void> {
  const { recipe, engine } = editor.state;
  if (!recipe || !engine.catalog || recipe.film === film) return;
  const base = recipeForFilm(engine.catalog, film, recipe);
  if (!base) return;
  const { edits } = editor;
  const { scan, scanNumber: number } = edits.state;
  // What is likely of one kind of film may not be of another.
  const asked =
    scan && !isEncodingSetByHand(recipe, edits.stacks) ? await likelyReading(editor, { scan, number }, film) : null;
  await applyAutomatic(editor, edits, asked ? withInput(base, { encoding: asked.encoding }) : base);
  if (asked) raiseDoubt(editor, edits, asked.doubt);
}

export async function automatic(editor: Editor): Promise<void> {
  const { recipe } = editor.state;
  if (recipe) await applyAutomatic(editor, editor.edits, recipe);
}

/** What is known of the film and of how it was scanned; the automatic start is made anew with it. */
export async function tellFilm(
  editor: Editor,
  known: Partial<Pick<Recipe['names'], 'setup' | 'stock'>>,
): Promise<void> {
  const { recipe } = editor.state;
  if (recipe) await applyAutomatic(editor, editor.edits, { ...recipe, names: { ...recipe.names, ...known } });
}

async function applyAutomatic(editor: Editor, edits: Edits, base: Recipe): Promise<void> {
  const { store } = editor;
  const { scanNumber: scan, grading } = edits.state;
  try {
    const { recipe: start, why } = await editor.call('automatic', { scan, film: base.film, recipe: base });
    // Meanwhile another crop may be on screen.
    if (edits.state.grading?.current !== grading?.current) return;
    edits.change({ start, startReasons: why });
    edits.commit('automatic', start, performance.now());
  } catch (error) {
    if (isEnding(error)) return;
    notify(store, { kind: 'error', text: text('film.automatic-failed', { reason: reasonOf(error) }) });
  }
}
