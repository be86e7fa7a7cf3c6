import { describe, expect, it } from 'vitest';
import {
  type Profile,
  freeProfileName,
  gradeOf,
  isProfileText,
  keepProfiles,
  keptProfiles,
  kLongestProfileName,
  kMostProfileText,
  kMostProfiles,
  profileName,
  profilesFromText,
  textFromProfiles,
} from '../../src/keep/profiles';
import { testRecipe } from '../recipes';

const profile = (name: string): Profile => ({ name, grade: gradeOf(testRecipe()) });
const fileOf = (profiles: unknown, version: unknown = 1) => JSON.stringify({ easelightProfiles: version, profiles });

function memory(kept: string | null = null) {
  return {
    get kept() {
      return kept;
    },
    getItem: () => kept,
    setItem: (_key: string, text: string) => void (kept = text),
  };
}

describe('roll profiles as a file', () => {
  it('read back, with film, scan and densities and nothing else', () => {
    const profiles = [profile('Gold, March'), profile('<b>Portra</b> "160"')];
    const read = profilesFromText(textFromProfiles(profiles));
    expect(read).toEqual(profiles);
    expect(Object.keys(read[0]?.grade ?? {}).sort()).toEqual([
      'density',
      'easelight',
      'film',
      'input',
      'names',
      'working',
    ]);
    expect(read[0]?.grade.names).not.toHaveProperty('note');
  });

  it('are told from recipes and from anything else', () => {
    expect(isProfileText(textFromProfiles([]))).toBe(true);
    for (const other of ['', '[]', 'null', '{"easelight":1}', '{', '"easelightProfiles"']) {
      expect(isProfileText(other), other).toBe(false);
    }
  });

  it('are refused with a reason where they are broken, too many or too long', () => {
    const refused: [string, RegExp][] = [
      ['{', /not JSON/],
      ['[]', /no roll profiles/],
      ['{"easelight":1}', /no roll profiles/],
      [fileOf([], 2), /later version/],
      [fileOf([], '1'), /later version/],
      [fileOf({}), /no roll profiles/],
      [fileOf([profile('One'), 7]), /profile 2 has no grade/],
      [fileOf([{ name: 'One' }]), /profile 1 has no grade/],
      [fileOf([{ name: 'One', grade: [] }]), /profile 1 has no grade/],
      [fileOf([{ ...profile('One'), name: 3 }]), /profile 1 needs a name/],
      [fileOf([profile('')]), /needs a name/],
      [fileOf([profile(' One')]), /needs a name/],
      [fileOf([profile('two\nlines')]), /needs a name of one line/],
      [fileOf([profile('x'.repeat(kLongestProfileName + 1))]), /at most 80 characters/],
      [fileOf(Array.from({ length: kMostProfiles + 1 }, () => 1)), /201 profiles; the limit is 200/],
      [' '.repeat(kMostProfileText + 1), /more than 1,048,576 characters/],
    ];
    for (const [text, reason] of refused) expect(() => profilesFromText(text), text.slice(0, 80)).toThrow(reason);
  });

  it('are read or refused wherever a file is cut', () => {
    const text = textFromProfiles([profile('One'), profile('Two')]);
    for (let length = 0; length < text.length - 2; length += 1) {
      expect(() => profilesFromText(text.slice(0, length))).toThrow(/\S/);
    }
  });
});

describe('names of roll profiles', () => {
  it('are one line of a bounded length', () => {
    expect(profileName('  Gold\r\n200\u0000 ')).toBe('Gold 200');
    expect(profileName('x'.repeat(100))).toHaveLength(kLongestProfileName);
  });

  it('are told apart', () => {
    const taken = [profile('Gold'), profile('Gold (2)')];
    expect(freeProfileName('Gold', taken)).toBe('Gold (3)');
    expect(freeProfileName('Portra', taken)).toBe('Portra');
    const long = 'x'.repeat(kLongestProfileName);
    expect(freeProfileName(long, [profile(long)])).toBe(`${'x'.repeat(kLongestProfileName - 4)} (2)`);
  });
});

describe('kept roll profiles', () => {
  it('come back, and are none at first', () => {
    const store = memory();
    expect(keptProfiles(store)).toEqual([]);
    expect(keptProfiles(null)).toEqual([]);
    keepProfiles(store, [profile('One')]);
    expect(keptProfiles(store)).toEqual([profile('One')]);
  });

  it('that cannot be read are no empty list', () => {
    expect(() => keptProfiles(memory(fileOf([], 2)))).toThrow(/later version/);
    expect(() => keptProfiles(memory('torn'))).toThrow(/not JSON/);
    expect(() => keepProfiles(null, [])).toThrow(/keeps nothing/);
  });
});
