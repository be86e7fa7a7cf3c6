import { describe, expect, it } from 'vitest';
import { bytesText, durationText, failureText, percentText, sizeText, stem, timeLeftText } from '../../src/ui/format';
import { parseNumber, rounded, stepsOfKey } from '../../src/ui/number';

describe('number', () => {
  it.each([
    ['1.25', 1.25],
    [' 0,5 ', 0.5],
    ['-.5', -0.5],
    ['\u22122', -2],
    ['1e-2', 0.01],
  ])('reads %s', (text, value) => expect(parseNumber(text)).toBe(value));

  it.each(['', 'abc', '1.2.3', '1,2,3', '0x10', 'Infinity', '1 2'])('refuses %j', (text) =>
    expect(parseNumber(text)).toBeNull(),
  );

  it('rounds away what binary fractions leave', () => expect(rounded(0.1 + 0.2, 3)).toBe(0.3));

  it('knows how far a key moves', () => {
    expect(stepsOfKey({ key: 'ArrowRight', shiftKey: false })).toBe(1);
    expect(stepsOfKey({ key: 'ArrowDown', shiftKey: true })).toBe(-0.1);
    expect(stepsOfKey({ key: 'PageUp', shiftKey: false })).toBe(10);
    expect(stepsOfKey({ key: 'x', shiftKey: false })).toBeNull();
  });
});

describe('format', () => {
  it('writes sizes', () => {
    expect(bytesText(12)).toBe('12 B');
    expect(bytesText(1536)).toBe('1.5 KiB');
    expect(bytesText(268_435_456)).toBe('256 MiB');
    expect(bytesText(3 * 1024 ** 3)).toBe('3.0 GiB');
  });

  it('writes the sides of a picture as they are, without groups', () => {
    expect(sizeText({ width: 6000, height: 4000.4 })).toBe('6000 × 4000');
  });

  it('writes times', () => {
    expect(durationText(0.4)).toBe('less than a second');
    expect(durationText(12)).toBe('12 s');
    expect(durationText(600)).toBe('10 min');
    expect(timeLeftText(1, 4, 1000)).toBe('about 3 s left');
    expect(timeLeftText(0, 4, 1000)).toBe('');
    expect(timeLeftText(1, 4, 10)).toBe('');
  });

  it('writes shares', () => {
    expect([0, 0.0001, 0.034, 0.5, 1].map(percentText)).toEqual(['0 %', '< 0.1 %', '3.4 %', '50 %', '100 %']);
  });

  it('names files and failures', () => {
    expect(stem('roll.03.tif')).toBe('roll.03');
    expect(stem('.hidden')).toBe('.hidden');
    expect(stem('plain')).toBe('plain');
    expect(failureText('a.tif', 'not a TIFF file')).toBe('a.tif: not a TIFF file');
    expect(failureText('a.tif', 'a.tif: cut off')).toBe('a.tif: cut off');
  });
});
