// Flat frames under red, green and blue light: opened and read one after the other, wherever they are in the list.

import type { PartedLights, Recipe, Triple } from '../../engine/protocol';
import type { Editor } from '../../workspace/editor';
import type { ScanOpener } from '../open/open_scan';

/** Documents, in the order of the lights. */
export type FlatDocuments = readonly [number, number, number];

/** Throws what the engine refuses. */
export async function partedLights(
  editor: Editor,
  opener: Pick<ScanOpener, 'openFor'>,
  recipe: Recipe,
  frames: FlatDocuments,
): Promise<PartedLights> {
  const [red, green, blue] = frames;
  const read = (document: number) => lightOf(editor, opener, recipe, document);
  const lights = [await read(red), await read(green), await read(blue)] as const;
  return editor.call('partLights', { recipe, lights });
}

/** A job of the list, which holds the scan as long as it is read. */
async function lightOf(
  editor: Editor,
  opener: Pick<ScanOpener, 'openFor'>,
  recipe: Recipe,
  document: number,
): Promise<Triple> {
  const { name: fileName = '', scanNumber = 0 } = editor.store.document(document) ?? {};
  const work = editor.jobs.add({ kind: 'open', document, scan: scanNumber, fileName, state: 'running' });
  try {
    const scan = scanNumber || (await opener.openFor(document, work));
    const onProgress = (done: number, total: number) => work.change({ done, total });
    return await editor.call('flatLight', { scan, recipe }, { signal: work.signal, onProgress });
  } finally {
    work.end();
  }
}
