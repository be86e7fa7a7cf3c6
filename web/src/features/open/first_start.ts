// What a scan is started with that has no grade yet.

import { defaultRecipe, withInput } from '../../documents/recipe';
import { EngineError } from '../../engine/client';
import type { Catalog, FilmKind, OpenedScan, Recipe, StartReasons } from '../../engine/protocol';
import type { Editor } from '../../workspace/editor';
import { withRememberedSetup } from '../film/known_setup';
import { type LikelyReading, likelyReading } from '../reading/reading';
import { isEnding } from './endings';

export interface FirstStart {
  readonly recipe: Recipe;
  /** Null where there is no automatic start. */
  readonly why: StartReasons | null;
  /** By which it was made. */
  readonly reading: LikelyReading;
}

export async function firstStart(
  editor: Editor,
  opened: Pick<OpenedScan, 'scan' | 'number'>,
  catalog: Catalog,
  film: FilmKind,
): Promise<FirstStart> {
  const defaults = defaultRecipe(catalog, film);
  if (!defaults) throw new EngineError('internal', 'film-no-defaults', { film });
  const reading = await likelyReading(editor, opened, film);
  const known = withRememberedSetup(editor, opened.scan, defaults);
  const wanted = withInput(known, { encoding: reading.encoding });
  // A scan without enough picture to judge still opens, with the plain defaults.
  const { recipe, why } = await editor
    .call('automatic', { scan: opened.number, film, recipe: wanted })
    .catch((error: unknown) => {
      if (isEnding(error)) throw error;
      return { recipe: wanted, why: null };
    });
  return { recipe, why, reading };
}
