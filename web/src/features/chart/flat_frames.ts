// Flat frames under red, green and blue light: opened and read one after the other, wherever they are in the list, or from
// files that are in no list.

import type { PartedLights, Recipe, Triple } from '../../engine/protocol';
import { text } from '../../i18n/text';
import type { Editor } from '../../workspace/editor';
import type { ScanOpener } from '../open/open_scan';

/** The number of a document, or a file. */
export type FlatFrame = number | File;
/** In the order of the lights. */
export type FlatFrames = readonly [FlatFrame, FlatFrame, FlatFrame];

type Opener = Pick<ScanOpener, 'openFor' | 'openAside'>;

/** Throws what the engine refuses. */
export async function partedLights(
  editor: Editor,
  opener: Opener,
  recipe: Recipe,
  frames: FlatFrames,
): Promise<PartedLights> {
  const [red, green, blue] = frames;
  const read = (frame: FlatFrame) => lightOf(editor, opener, recipe, frame);
  const lights = [await read(red), await read(green), await read(blue)] as const;
  return editor.call('partLights', { recipe, lights });
}

/** A job of the list, which holds the scan as long as it is read. */
async function lightOf(editor: Editor, opener: Opener, recipe: Recipe, frame: FlatFrame): Promise<Triple> {
  const isFile = typeof frame !== 'number';
  const document = isFile ? null : editor.store.document(frame);
  const fileName = (isFile ? frame : document)?.name ?? '';
  const open = document?.scanNumber ?? 0;
  const work = editor.jobs.add({ kind: 'open', document: isFile ? 0 : frame, scan: open, fileName, state: 'running' });
  try {
    const scan = open || (await (isFile ? opener.openAside(frame, work) : opener.openFor(frame, work)));
    // Why, a notice says.
    if (scan === 0) throw new Error(text('flats.not-opened', { name: fileName }));
    const onProgress = (done: number, total: number) => work.change({ done, total });
    return await editor.call('flatLight', { scan, recipe }, { signal: work.signal, onProgress });
  } finally {
    work.end();
  }
}
