// A document on screen, for tests: in a store alone, or with edits.

import { Edits } from '../../src/documents/edits';
import { type DocumentChange, noDocument } from '../../src/documents/scan_document';
import type { ScanSummary } from '../../src/engine/protocol';
import type { Store } from '../../src/workspace/store';

export const testScan: ScanSummary = {
  name: 'scan.tif',
  container: 'TIFF',
  width: 3000,
  height: 2000,
  storedHeight: 2000,
  rowsInFile: 2000,
  sourceRows: '',
  channels: 3,
  bits: 16,
  fileBytes: 1,
  storeBytes: 1,
  furtherChannel: 'none',
  infraredPage: false,
  scratchBytes: 0,
  encodingNote: { name: 'note-light', args: {} },
  grade: '',
  profile: '',
  profileBytes: 0,
  profileRefused: false,
  autoSpace: 'srgb',
  encodingWord: 'firm',
  scannedWith: '',
  picture: '',
};

/** Lists a document and puts it on screen; returns its number. */
export function showDocument(store: Store, state: DocumentChange = {}): number {
  const id = 1 + store.state.documents.length;
  store.list({ ...noDocument, id, name: state.scan?.name ?? testScan.name });
  store.change(id, state);
  store.show(id);
  return id;
}

export function editsOf(store: Store, id: number, requestFrame: (eventTime: number) => void = () => undefined): Edits {
  const place = {
    id,
    read: () => store.document(id),
    write: (change: DocumentChange) => store.change(id, change),
  };
  return new Edits(place, requestFrame, () => 0);
}
