// Roll profiles in the editor: saved from the recipe on screen, applied to another scan, renamed, removed, exported and
// imported. The list is the browser's, which other tabs change, too: each change begins with what is kept.

import type { Recipe } from '../../engine/protocol';
import {
  type Profile,
  freeProfileName,
  gradeOf,
  isProfileKey,
  keepProfiles,
  keptProfiles,
  kMostProfiles,
  kMostProfileText,
  profileName,
  profilesFromText,
  textFromProfiles,
} from '../../keep/profiles';
import type { TextStore } from '../../keep/settings';
import { recipeForFilm } from '../../documents/recipe';
import { sentenceText } from '../../i18n/sentence';
import { text } from '../../i18n/text';
import { bytesText, failureText, stem } from '../../ui/format';
import type { Editor } from '../../workspace/editor';
import { notify } from '../../workspace/notices';
import { download } from '../export/save_place';
import { isEnding, reasonOf } from '../open/endings';

const kFileName = 'profiles.easelight.json';

export class Profiles {
  constructor(
    private readonly editor: Editor,
    private readonly kept: TextStore | null,
  ) {}

  /** Reads the list, now and whenever another tab changes it. */
  watch(target: EventTarget): void {
    this.#read();
    target.addEventListener('storage', (event) => {
      if (isProfileKey((event as StorageEvent).key)) this.#read();
    });
  }

  /** Of the recipe on screen, named after its scan. */
  save(): void {
    const { recipe, scan } = this.editor.state;
    if (recipe && scan) this.#add([{ name: profileName(stem(scan.name)), grade: gradeOf(recipe) }]);
  }

  /** One step of the history. What the engine does not take as a grade changes nothing. */
  async apply({ name, grade }: Profile): Promise<void> {
    const { edits } = this.editor;
    try {
      const [completed] = await this.editor.call('complete', { recipes: [JSON.stringify(grade)] });
      const { catalog } = this.editor.state.engine;
      const { recipe } = edits.state;
      if (!completed || !catalog || !recipe) return;
      if (!completed.ok) throw new Error(sentenceText(completed));
      const base =
        recipe.film === completed.recipe.film ? recipe : recipeForFilm(catalog, completed.recipe.film, recipe);
      if (base) edits.commit('profile', withProfile(base, completed.recipe), performance.now());
    } catch (error) {
      if (!isEnding(error)) this.#fail(failureText(name, reasonOf(error)));
    }
  }

  rename(profile: Profile, typed: string): void {
    const name = profileName(typed);
    if (!name || name === profile.name) return;
    this.#change((profiles) =>
      profiles.map((one) => (isSame(one, profile) ? { ...one, name: freeProfileName(name, profiles) } : one)),
    );
  }

  remove(profile: Profile): void {
    const place = this.editor.state.profiles.findIndex((one) => isSame(one, profile));
    if (!this.#change((profiles) => profiles.filter((one) => !isSame(one, profile)))) return;
    notify(this.editor.store, {
      kind: 'info',
      key: `profile ${profile.name}`,
      text: text('profiles.removed', { name: profile.name }),
      actions: [{ label: text('profiles.bring-back'), run: () => this.#add([profile], place) }],
    });
  }

  /** All of them, or one. */
  export(profiles: readonly Profile[]): void {
    const file = new Blob([textFromProfiles(profiles)], { type: 'application/json' });
    const [only] = profiles.length === 1 ? profiles : [];
    const name = only ? `${only.name.replace(/[\\/:*?"<>|]/g, '-')}.easelight.json` : kFileName;
    download(file, name, () => undefined);
  }

  /** What is wrong with the file, or with one grade in it, becomes a notice, and changes nothing. */
  async import(file: File): Promise<void> {
    try {
      if (file.size > kMostProfileText) {
        const most = bytesText(kMostProfileText);
        throw new Error(text('recipe-file.too-long', { size: bytesText(file.size), most }));
      }
      const profiles = profilesFromText(await file.text());
      const recipes = profiles.map(({ grade }) => JSON.stringify(grade));
      const completed = recipes.length > 0 ? await this.editor.call('complete', { recipes }) : [];
      const judged = completed.map((one, index) => {
        const name = profiles[index]?.name ?? '';
        if (!one.ok) throw new Error(failureText(name, sentenceText(one)));
        return { name, grade: gradeOf(one.recipe) };
      });
      this.#add(judged);
    } catch (error) {
      if (!isEnding(error)) this.#fail(failureText(file.name, reasonOf(error)));
    }
  }

  /** From a place in the list on, or at its end. */
  #add(added: readonly Profile[], place = kMostProfiles): void {
    this.#change((profiles) => {
      if (added.length > kMostProfiles - profiles.length) {
        throw new Error(text('profiles.full', { most: kMostProfiles }));
      }
      const all = [...profiles];
      for (const [index, { name, grade }] of added.entries()) {
        all.splice(place + index, 0, { name: freeProfileName(name, all), grade });
      }
      return all;
    });
  }

  /** Whether it was kept. */
  #change(next: (profiles: readonly Profile[]) => readonly Profile[]): boolean {
    try {
      const profiles = next(keptProfiles(this.kept));
      keepProfiles(this.kept, profiles);
      this.editor.store.set({ profiles });
      return true;
    } catch (error) {
      this.#fail(text('profiles.not-kept', { reason: reasonOf(error) }));
      return false;
    }
  }

  #read(): void {
    try {
      this.editor.store.set({ profiles: keptProfiles(this.kept) });
    } catch (error) {
      this.#fail(text('profiles.unreadable', { reason: reasonOf(error) }));
    }
  }

  #fail(said: string): void {
    notify(this.editor.store, { kind: 'error', text: said });
  }
}

/** They are read anew with each change. */
function isSame(one: Profile, other: Profile): boolean {
  return one.name === other.name;
}

/** The recipe with film, scan and density stages of another one; print, place and note are its own. */
export function withProfile(recipe: Recipe, profile: Recipe): Recipe {
  const { names, ...grade } = gradeOf(profile);
  return { ...recipe, ...grade, names: { ...recipe.names, ...names } };
}
