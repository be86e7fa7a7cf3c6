import { describe, expect, it } from 'vitest';
import {
  type ByKind,
  type ReadingByKind,
  defaultSettings,
  loadSettings,
  saveSettings,
  withKind,
  withoutKind,
} from '../../src/keep/settings';

const storeOf = (text: string | null) => ({ getItem: () => text, setItem: () => undefined });

describe('settings', () => {
  it('read back', () => {
    let kept = '';
    const settings = {
      theme: 'light',
      previewSize: 'screen',
      askWhere: true,
      keepGrade: false,
      keepCamera: false,
      proof: { profile: 'ab', intent: 'perceptual', blackPoint: false, paperWhite: true },
      readings: { 'NIKON, LS-5000; TIFF; 16; custom; ; negative': 2.2 },
      setups: { 'NIKON, LS-5000; TIFF; 16': 'scanner' },
    } as const;
    saveSettings({ getItem: () => kept, setItem: (_key, text) => void (kept = text) }, settings);
    expect(loadSettings(storeOf(kept))).toEqual(settings);
  });

  it('fall back to the defaults, one by one', () => {
    const strange = '{"previewSize":9,"theme":"blue","proof":{"profile":1,"intent":"best","paperWhite":"yes"}}';
    for (const text of [null, '', 'null', '[]', '{"proof":null}', strange]) {
      expect(loadSettings(storeOf(text))).toEqual(defaultSettings);
    }
    expect(loadSettings(storeOf('{"previewSize":"1200","askWhere":"yes","keepGrade":0}'))).toEqual({
      ...defaultSettings,
      previewSize: '1200',
    });
    expect(loadSettings(null)).toEqual(defaultSettings);
  });

  it('keep of the readings what a recipe may have', () => {
    const text = JSON.stringify({ readings: { a: 'linear', b: 'pq', c: 11, d: 1.8, e: null } });
    expect(loadSettings(storeOf(text)).readings).toEqual({ a: 'linear', d: 1.8 });
    for (const readings of ['x', null, 3, []]) {
      expect(loadSettings(storeOf(JSON.stringify({ readings }))).readings).toEqual({});
    }
  });

  it('keep of the scan setups those that there are', () => {
    const text = '{"setups":{"a":"flatbed","b":"drum","c":"","d":["scanner"],"e":"toString","__proto__":"minilab"}}';
    expect(Object.entries(loadSettings(storeOf(text)).setups)).toEqual([
      ['a', 'flatbed'],
      ['__proto__', 'minilab'],
    ]);
    for (const setups of ['x', null, 3, [7]]) {
      expect(loadSettings(storeOf(JSON.stringify({ setups }))).setups).toEqual({});
    }
  });

  it('forget the oldest kind of scan beyond a hundred', () => {
    let readings: ByKind<ReadingByKind> = {};
    for (let kind = 0; kind < 100; kind += 1) readings = withKind(readings, `kind ${kind}`, 'linear');
    readings = withKind(withKind(readings, 'kind 0', 'srgb'), 'another', 2.2);
    expect(Object.keys(readings)).toHaveLength(100);
    expect(readings).toMatchObject({ 'kind 0': 'srgb', another: 2.2, 'kind 2': 'linear' });
    expect(readings).not.toHaveProperty('kind 1');
    expect(Object.keys(withoutKind(readings, 'another'))).toHaveLength(99);
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, kind) => [`kind ${kind}`, 'linear']));
    expect(Object.keys(loadSettings(storeOf(JSON.stringify({ readings: many }))).readings)[0]).toBe('kind 50');
  });

  it('survive a browser that keeps nothing', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(() => saveSettings(full, defaultSettings)).not.toThrow();
  });
});
