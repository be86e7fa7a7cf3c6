// What is said while grades cannot be kept.

import { isNewerDatabase } from '../../keep/database';
import type { Unkept } from '../../workspace/store';

const kOnlyThisWindow = 'it is kept only as long as this window is open';

/** Where nothing can be written. */
export function unkeptBecause(error: unknown): Unkept {
  const end = `Editing goes on, but the grade is not kept on disk: ${kOnlyThisWindow}.`;
  return { text: `${reasonText(error)} ${end}`, newer: isNewerDatabase(error) };
}

/** Where a newer version's grade must not be touched. */
export function unkeptBeside(name: string): Unkept {
  const text =
    `A newer version of Easelight keeps the grade of ${name} in this browser. It stays as it is, and what is graded ` +
    `here is not kept on disk: ${kOnlyThisWindow}. Load the page again to get that version.`;
  return { text, newer: true };
}

function reasonText(error: unknown): string {
  if (isNewerDatabase(error)) {
    return 'A newer version of Easelight keeps the grades in this browser; load the page again to get it.';
  }
  switch (error instanceof Error ? error.name : '') {
    case 'QuotaExceededError':
      return 'There is no disk space left for this page.';
    case 'SecurityError':
    case 'InvalidStateError':
    case 'ReferenceError':
      return 'This browser keeps nothing for this window, as in private mode.';
    default:
      return `The browser's storage fails (${error instanceof Error ? error.message : String(error)}).`;
  }
}
