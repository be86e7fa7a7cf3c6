// What comes into the page as files: scans, of which the first is opened and the others are listed, or a recipe for the
// scan that is open.

import type { Services } from '../../commands/command';
import { notify } from '../../workspace/notices';
import { reasonOf } from './endings';
import { notOpenedText, sorted } from './pictures';
import { plainName } from './plain_name';

/** A file that can be opened; only one that is opened is read. */
export interface Brought {
  readonly name: string;
  take(): Promise<{ readonly file: File; readonly handle: FileSystemFileHandle | null }>;
}

export function broughtFile(file: File): Brought {
  return { name: file.name, take: async () => ({ file, handle: null }) };
}

export function broughtByHandle(handle: FileSystemFileHandle): Brought {
  return { name: handle.name, take: async () => ({ file: await handle.getFile(), handle }) };
}

export type Receiving = Pick<Services, 'editor' | 'opener' | 'recipeFiles'>;

export function receiveFiles(services: Receiving, files: readonly Brought[]): void {
  const { editor, opener } = services;
  const { scans, others } = sorted(files);
  const [first] = scans;
  if (others.length > 0) notify(editor.store, { kind: 'info', key: 'not-opened', text: notOpenedText(others) });
  if (!first) return;
  if (scans.length === 1) return void receive(services, first, 0);
  const listed = scans.map((one) => opener.list(plainName(one.name), (document) => receive(services, one, document)));
  void opener.show(listed[0] ?? 0);
}

/** `into`: the listed document that it is to be; 0: one of its own. */
async function receive({ editor, opener, recipeFiles }: Receiving, brought: Brought, into: number): Promise<void> {
  try {
    const { file, handle } = await brought.take();
    await (/\.json$/i.test(file.name) ? recipeFiles.open(file) : opener.open(file, { handle, into }));
  } catch (error) {
    notify(editor.store, { kind: 'error', text: reasonOf(error) });
  }
}
