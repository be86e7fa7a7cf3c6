// What is said while grades cannot be kept.

const kOnlyThisWindow = 'it is kept only as long as this window is open';

/** A sentence on what is wrong, and one on what that means. */
export function unkeptText(error: unknown): string {
  const end = `Editing goes on, but the grade is not kept on disk: ${kOnlyThisWindow}.`;
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'QuotaExceededError':
      return `There is no disk space left for this page. ${end}`;
    case 'VersionError':
      return `A newer version of Easelight keeps the grades in this browser; reload this page. ${end}`;
    case 'SecurityError':
    case 'InvalidStateError':
    case 'ReferenceError':
      return `This browser keeps nothing for this window, as in private mode. ${end}`;
    default:
      return `The browser's storage fails (${error instanceof Error ? error.message : String(error)}). ${end}`;
  }
}
