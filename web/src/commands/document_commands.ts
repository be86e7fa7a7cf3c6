// The commands on the scans that are open or listed.

import { text } from '../i18n/text';
import type { EditorState } from '../workspace/state';
import type { Command, Services } from './command';

const withSeveral = ({ engine, documents }: EditorState) => engine.status === 'ready' && documents.length > 1;

/** From the last to the first and back. */
function step({ editor, opener }: Services, by: 1 | -1): void {
  const { documents, document } = editor.state;
  const index = documents.findIndex(({ id }) => id === document);
  const next = documents[(index + by + documents.length) % documents.length];
  if (next) void opener.show(next.id);
}

export const previousScan: Command = {
  id: 'previous-scan',
  label: text('command.previous-scan'),
  shortcuts: ['Alt+PageUp'],
  enabled: withSeveral,
  run: (services) => step(services, -1),
};

export const nextScan: Command = {
  id: 'next-scan',
  label: text('command.next-scan'),
  shortcuts: ['Alt+PageDown'],
  enabled: withSeveral,
  run: (services) => step(services, 1),
};

export const closeScan: Command = {
  id: 'close-scan',
  label: text('command.close-scan'),
  shortcuts: [],
  enabled: ({ document }) => document !== 0,
  run: ({ editor, opener }) => void opener.close(editor.state.document),
};

export const documentCommands: readonly Command[] = [previousScan, nextScan, closeScan];
