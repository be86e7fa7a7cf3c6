// Roll profiles: what film and scanner are, under a name. Kept in the browser, and saved as files that pass from one to
// another. Their numbers are a recipe's, and whether they are a recipe's is for the engine to judge when one is applied.

import type { Recipe } from '../engine/protocol';
import { text } from '../i18n/text';
import type { TextStore } from './settings';

export const kMostProfiles = 200;
export const kLongestProfileName = 80;
/** Of a file, or of all that is kept, in characters: a profile takes less than a thousand. */
export const kMostProfileText = 1 << 20;

/** Of a recipe what a roll has in common: film, scan and their density stages, and no print, place or note. */
export interface ProfileGrade {
  readonly easelight: Recipe['easelight'];
  readonly film: Recipe['film'];
  readonly input: Recipe['input'];
  readonly working: Recipe['working'];
  readonly density: Recipe['density'];
  readonly names: Pick<Recipe['names'], 'matrix' | 'setup' | 'stock'>;
}

export interface Profile {
  readonly name: string;
  readonly grade: ProfileGrade;
}

export function gradeOf({ easelight, film, input, working, density, names }: Recipe): ProfileGrade {
  const { matrix, setup, stock } = names;
  return { easelight, film, input, working, density, names: { matrix, setup, stock } };
}

/** With the number of a file's kind in it, so that a later one can be told. */
const kVersion = 1;

export function textFromProfiles(profiles: readonly Profile[]): string {
  return `${JSON.stringify({ easelightProfiles: kVersion, profiles }, null, 2)}\n`;
}

/** Whether a file says that it holds profiles. */
export function isProfileText(content: string): boolean {
  try {
    const value: unknown = JSON.parse(content);
    return isObject(value) && 'easelightProfiles' in value;
  } catch {
    return false;
  }
}

/** Throws a sentence on what is wrong with it. */
export function profilesFromText(content: string): Profile[] {
  if (content.length > kMostProfileText) throw new Error(text('profiles.too-long', { most: kMostProfileText }));
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new Error(text('profiles.no-json'));
  }
  if (!isObject(value) || !('easelightProfiles' in value)) throw new Error(text('profiles.none'));
  if (value['easelightProfiles'] !== kVersion) throw new Error(text('profiles.version'));
  const { profiles } = value;
  if (!Array.isArray(profiles)) throw new Error(text('profiles.none'));
  if (profiles.length > kMostProfiles) {
    throw new Error(text('profiles.too-many', { count: profiles.length, most: kMostProfiles }));
  }
  return profiles.map((one, index) => profileFrom(one, index + 1));
}

function profileFrom(value: unknown, number: number): Profile {
  if (!isObject(value)) throw new Error(text('profiles.broken', { number }));
  const { name, grade } = value;
  if (typeof name !== 'string' || profileName(name) !== name || name === '') {
    throw new Error(text('profiles.bad-name', { number, longest: kLongestProfileName }));
  }
  if (!isObject(grade)) throw new Error(text('profiles.broken', { number }));
  return { name, grade: grade as unknown as ProfileGrade };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What becomes of a name that was typed: one line, and no longer than a list has room for. */
export function profileName(typed: string): string {
  return typed
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, kLongestProfileName);
}

/** They are told apart by it. */
export function freeProfileName(name: string, profiles: readonly Profile[]): string {
  const isTaken = (wanted: string) => profiles.some((one) => one.name === wanted);
  if (!isTaken(name)) return name;
  let number = 2;
  const numbered = () => ` (${number})`;
  while (isTaken(name.slice(0, kLongestProfileName - numbered().length) + numbered())) number += 1;
  return name.slice(0, kLongestProfileName - numbered().length) + numbered();
}

const kKey = 'easelight-profiles';

/** Throws where what is kept cannot be read: it is then to be left alone. */
export function keptProfiles(store: TextStore | null): readonly Profile[] {
  const kept = store?.getItem(kKey);
  return kept === null || kept === undefined ? [] : profilesFromText(kept);
}

/** Throws where the browser does not keep them. */
export function keepProfiles(store: TextStore | null, profiles: readonly Profile[]): void {
  if (!store) throw new Error(text('profiles.no-store'));
  store.setItem(kKey, textFromProfiles(profiles));
}

/** Whether what another tab has changed are the profiles. */
export const isProfileKey = (key: string | null) => key === kKey || key === null;
