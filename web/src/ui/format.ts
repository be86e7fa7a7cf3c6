// Numbers as the interface writes them, by the rules of its language.

import { formatNumber } from '../i18n/numbers';
import { text } from '../i18n/text';

const kUnits = ['kib', 'mib', 'gib', 'tib'] as const;

export function bytesText(bytes: number): string {
  if (bytes < 1024) return text('bytes.b', { value: formatNumber(bytes, 0) });
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < kUnits.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return text(`bytes.${kUnits[unit] ?? 'kib'}`, { value: formatNumber(value, value < 10 ? 1 : 0) });
}

/** Of a picture, in pixels. */
export function sizeText({ width, height }: { readonly width: number; readonly height: number }): string {
  return text('unit.size', { width: formatNumber(width, 0), height: formatNumber(height, 0) });
}

export function durationText(seconds: number): string {
  if (seconds < 1) return text('duration.moment');
  if (seconds < 90) return text('duration.seconds', { value: formatNumber(seconds, 0) });
  if (seconds < 90 * 60) return text('duration.minutes', { value: formatNumber(seconds / 60, 0) });
  return text('duration.hours', { value: formatNumber(seconds / 3600, 1) });
}

export function millisecondsText(ms: number): string {
  return text('unit.milliseconds', { value: formatNumber(ms, 1) });
}

/** Of a task that has done some of its work; empty as long as nothing can be said. */
export function timeLeftText(done: number, total: number, elapsedMs: number): string {
  if (done <= 0 || total <= 0 || elapsedMs < 500 || done >= total) return '';
  return text('duration.left', { duration: durationText((elapsedMs / 1000) * (total / done - 1)) });
}

/** With a decimal where there is but one digit before it; what is more than nothing is never written as nothing. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return text('unit.percent-below', { value: formatNumber(0.1, 1) });
  return text('unit.percent', { value: formatNumber(percent, percent > 0 && percent < 10 ? 1 : 0) });
}

/** The name without its last extension. */
export function stem(fileName: string): string {
  return fileName.replace(/(.)\.[^.]+$/, '$1');
}

/** "NAME: reason", where the reason does not start with the name already. */
export function failureText(name: string, reason: string): string {
  return reason.startsWith(name) ? reason : text('failure.of', { name, reason });
}
