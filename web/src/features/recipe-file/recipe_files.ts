// Recipes as files: what is graded is saved as NAME.easelight.json, and such a file, or any recipe, grades the open scan.
// Another program's file is looked at first.

import type { Recipe } from '../../engine/protocol';
import { fittedTo } from '../../documents/fitted';
import { sentenceText } from '../../i18n/sentence';
import { text } from '../../i18n/text';
import type { Editor } from '../../workspace/editor';
import { type Grading, kMostCrops, withRecipe } from '../../documents/grading';
import { notify } from '../../workspace/notices';
import { bytesText, failureText, stem } from '../../ui/format';
import { download } from '../export/save_place';
import { isProfileText } from '../../keep/profiles';
import type { Offers } from '../link/offers';
import { reasonOf } from '../open/endings';
import type { Profiles } from '../profiles/profiles';

/** As many recipes as a scan can have crops, each as long as the engine takes them. */
const kMostBytes = kMostCrops * 64 * 1024;

export function recipeFileName(scanName: string): string {
  return `${stem(scanName)}.easelight.json`;
}

/** One recipe, or an array with one for each crop. */
export function textFromGrading({ crops }: Grading): string {
  return `${JSON.stringify(crops.length === 1 ? crops[0] : crops, null, 2)}\n`;
}

/** The JSON of each recipe in a file. What is no list is for the engine to judge, which says what is wrong with it. */
export function recipeTexts(content: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return [content];
  }
  if (!Array.isArray(value)) return [content];
  if (value.length === 0 || value.length > kMostCrops) {
    throw new Error(text('recipe-file.too-many', { count: value.length, most: kMostCrops }));
  }
  return value.map((one) => JSON.stringify(one));
}

/** An object that does not say it is a recipe is perhaps a preset of another program; the engine knows which it reads. */
export function isForeign(content: string): boolean {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !('easelight' in value);
  } catch {
    return false;
  }
}

/** One recipe grades the crop on screen; several are the crops of the scan. */
export function withRecipes(grading: Grading, recipes: readonly Recipe[]): Grading {
  const [only, ...more] = recipes;
  if (only && more.length === 0) return withRecipe(grading, only);
  return { ...grading, crops: recipes, current: 0 };
}

export class RecipeFiles {
  /** `offers`: where a file of another program goes, as nobody has seen what it is here; `profiles`: one of those. */
  constructor(
    private readonly editor: Editor,
    private readonly offers: Pick<Offers, 'receiveFile'>,
    private readonly profiles: Pick<Profiles, 'import'>,
  ) {}

  save(): void {
    const { grading, scan } = this.editor.state;
    if (!grading || !scan) return;
    const file = new Blob([textFromGrading(grading)], { type: 'application/json' });
    download(file, recipeFileName(scan.name), () => undefined);
  }

  /** An edit like any other. What is wrong with the file becomes a notice, and changes nothing. */
  async open(file: File): Promise<void> {
    const { store, edits } = this.editor;
    try {
      if (file.size > kMostBytes) {
        throw new Error(text('recipe-file.too-long', { size: bytesText(file.size), most: bytesText(kMostBytes) }));
      }
      const content = await file.text();
      if (isProfileText(content)) return await this.profiles.import(file);
      if (isForeign(content)) return await this.offers.receiveFile(content, file.name);
      const { scan } = edits.state;
      if (!scan) throw new Error(text('recipe-file.no-scan'));
      const recipes = await this.#complete(recipeTexts(content));
      const { grading } = edits.state;
      const fitting = recipes.map((recipe) => fittedTo(recipe, scan));
      if (grading) edits.commitGrading('recipe-file', withRecipes(grading, fitting), performance.now());
    } catch (error) {
      notify(store, { kind: 'error', text: failureText(file.name, reasonOf(error)) });
    }
  }

  async #complete(texts: readonly string[]): Promise<Recipe[]> {
    const completed = await this.editor.call('complete', { recipes: texts });
    return completed.map((one, index) => {
      if (one.ok) return one.recipe;
      const reason = sentenceText(one);
      throw new Error(texts.length === 1 ? reason : text('recipe-file.one-of-several', { number: index + 1, reason }));
    });
  }
}
