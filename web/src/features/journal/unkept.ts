// What is said while grades cannot be kept.

import { text } from '../../i18n/text';
import { isNewerDatabase } from '../../keep/database';
import type { Unkept } from '../../workspace/state';

/** Where nothing can be written. */
export function unkeptBecause(error: unknown): Unkept {
  return { text: text('unkept.because', { reason: reasonText(error) }), newer: isNewerDatabase(error) };
}

/** Where a newer version's grade must not be touched. */
export function unkeptBeside(name: string): Unkept {
  return { text: text('unkept.beside', { name }), newer: true };
}

function reasonText(error: unknown): string {
  if (isNewerDatabase(error)) return text('unkept.newer');
  switch (error instanceof Error ? error.name : '') {
    case 'QuotaExceededError':
      return text('unkept.no-room');
    case 'SecurityError':
    case 'InvalidStateError':
    case 'ReferenceError':
      return text('unkept.private');
    default:
      return text('unkept.fails', { reason: error instanceof Error ? error.message : String(error) });
  }
}
