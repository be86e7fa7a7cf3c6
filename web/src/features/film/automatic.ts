// The automatic start, for the kind of film that is set or for another.

import type { FilmKind, Recipe } from '../../engine/protocol';
import { text } from '../../i18n/text';
import type { Editor } from '../../workspace/editor';
import { notify } from '../../workspace/notices';
import { recipeForFilm } from '../../documents/recipe';
import { isEnding, reasonOf } from '../open/endings';

/** Another kind of film: its defaults and its automatic start, as one step of the history. */
export async function changeFilm(editor: Editor, film: FilmKind): Promise<void> {
  const { recipe, engine } = editor.state;
  if (!recipe || !engine.catalog || recipe.film === film) return;
  const base = recipeForFilm(engine.catalog, film, recipe);
  if (base) await applyAutomatic(editor, base);
}

export async function automatic(editor: Editor): Promise<void> {
  const { recipe } = editor.state;
  if (recipe) await applyAutomatic(editor, recipe);
}

/** What is known of the film and of how it was scanned; the automatic start is made anew with it. */
export async function tellFilm(
  editor: Editor,
  known: Partial<Pick<Recipe['names'], 'setup' | 'stock'>>,
): Promise<void> {
  const { recipe } = editor.state;
  if (recipe) await applyAutomatic(editor, { ...recipe, names: { ...recipe.names, ...known } });
}

async function applyAutomatic(editor: Editor, base: Recipe): Promise<void> {
  const { store, edits } = editor;
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
