import { describe, expect, it } from 'vitest';
import { defaultSettings, loadSettings, saveSettings } from '../../src/keep/settings';

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
