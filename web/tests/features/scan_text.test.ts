import { expect, test } from 'vitest';
import { scanText } from '../../src/features/status/scan_text';
import { testScan } from '../documents/shown';

test('a scan is told by its size, its samples and its format', () => {
  expect(scanText(testScan)).toBe('3000 × 2000, 16-bit RGB, TIFF');
  expect(scanText({ ...testScan, channels: 1, bits: 8, container: 'JPEG' })).toBe('3000 × 2000, 8-bit gray, JPEG');
});

test('infrared is named, a page of its own or a channel, and alpha is not', () => {
  expect(scanText({ ...testScan, infraredPage: true })).toBe('3000 × 2000, 16-bit RGB, TIFF, infrared left out');
  expect(scanText({ ...testScan, furtherChannel: 'infrared' })).toMatch(/, infrared left out$/);
  expect(scanText({ ...testScan, furtherChannel: 'alpha' })).toBe(scanText(testScan));
});
