import { describe, expect, it } from 'vitest';
import { inputChoices, meaningOfAuto } from '../../src/features/film/input_choices';
import { testScan } from '../documents/shown';

const kSpaces = [
  { name: 'device', title: 'Device' },
  { name: 'srgb', title: 'sRGB' },
  { name: 'display-p3', title: 'Display P3' },
];

describe('the list of input spaces', () => {
  it("begins with auto, then the scanner's own numbers, then every space by name", () => {
    expect(inputChoices(kSpaces, null, false)).toEqual([
      { value: 'auto', label: 'Auto' },
      { value: 'device', label: 'As scanned' },
      { value: 'srgb', label: 'sRGB' },
      { value: 'display-p3', label: 'Display P3' },
    ]);
  });

  it('has the camera for what came from one', () => {
    expect(inputChoices(kSpaces, 'device', true)[2]).toEqual({
      value: 'camera',
      label: 'Camera (its balance and matrix)',
    });
  });

  it('says what auto means for this scan', () => {
    const first = (meaning: string) => inputChoices(kSpaces, meaning, false)[0]?.label;
    expect(first('device')).toBe('Auto (as scanned)');
    expect(first('profile')).toBe('Auto (its profile)');
    expect(first('camera')).toBe('Auto (the camera’s)');
    expect(first('display-p3')).toBe('Auto (Display P3)');
  });
});

describe('auto', () => {
  const scan = { ...testScan, autoSpace: 'display-p3' };

  it('is the device for negatives, whatever the file says', () => {
    expect(meaningOfAuto('color-negative', scan)).toBe('device');
    expect(meaningOfAuto('bw-negative', scan)).toBe('device');
  });

  it('is what the file says for slides and digital pictures', () => {
    for (const film of ['color-slide', 'bw-slide', 'digital'] as const) {
      expect(meaningOfAuto(film, scan)).toBe('display-p3');
    }
  });
});
