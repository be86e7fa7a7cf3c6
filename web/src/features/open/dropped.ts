// What is dropped or pasted as files: their handles where the browser gives them, and what lies in a folder.

import { text } from '../../i18n/text';
import { plainName } from './plain_name';
import { isPictureName } from './pictures';
import type { Brought } from './receive';

interface HandleGiver {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** Why a folder gives nothing is a problem of that folder alone. */
export interface Delivery {
  readonly files: readonly Brought[];
  readonly problems: readonly unknown[];
}

/** Must be called before the event has passed: the browser forgets its items then. */
export async function deliveryOf(items: DataTransferItemList): Promise<Delivery> {
  const asked = [...items].filter(({ kind }) => kind === 'file').map(broughtByItem);
  const answers = await Promise.allSettled(asked);
  return {
    files: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])),
    problems: answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : [])),
  };
}

/** Not an async function: what an item is must be asked for at once. */
function broughtByItem(item: DataTransferItem & HandleGiver): Promise<Brought[]> {
  const entry = item.webkitGetAsEntry();
  if (entry?.isDirectory) return picturesIn(entry as FileSystemDirectoryEntry);
  const file = item.getAsFile();
  const handle = item.getAsFileSystemHandle?.().catch(() => null);
  return Promise.resolve(
    file ? [{ name: file.name, take: async () => ({ file, handle: fileHandle(await handle) }) }] : [],
  );
}

function fileHandle(handle: FileSystemHandle | null | undefined): FileSystemFileHandle | null {
  return handle?.kind === 'file' ? (handle as FileSystemFileHandle) : null;
}

/** Directly in the folder, in the order of their names. */
async function picturesIn(folder: FileSystemDirectoryEntry): Promise<Brought[]> {
  const pictures = (await entriesOf(folder)).filter(({ isFile, name }) => isFile && isPictureName(name));
  if (pictures.length === 0) {
    throw new Error(text('open.empty-folder', { folder: plainName(folder.name) }));
  }
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return pictures
    .sort((one, other) => compare(one.name, other.name))
    .map((entry) => ({
      name: entry.name,
      take: async () => ({ file: await fileOf(entry as FileSystemFileEntry), handle: null }),
    }));
}

/** The browser gives them in parts; an empty one is the last. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return all;
    all.push(...part);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
