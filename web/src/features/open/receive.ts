// What comes into the page as a file: a scan, or a recipe for the one that is open.

import type { Services } from '../../commands/command';

export function receiveFile(
  { opener, recipeFiles }: Pick<Services, 'opener' | 'recipeFiles'>,
  file: File,
  handle: FileSystemFileHandle | null,
): void {
  void (/\.json$/i.test(file.name) ? recipeFiles.open(file) : opener.open(file, handle));
}
