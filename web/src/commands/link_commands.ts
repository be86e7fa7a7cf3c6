// The commands on links.

import { text } from '../i18n/text';
import type { Command } from './command';
import { withScan } from './conditions';

export const share: Command = {
  id: 'share',
  label: text('command.share'),
  shortcuts: ['l'],
  enabled: (state) => withScan(state) && !state.offer,
  run: ({ editor }) => editor.store.set({ dialog: 'share' }),
};

export const compareGrades: Command = {
  id: 'compare-grades',
  label: text('command.compare-grades'),
  shortcuts: [],
  enabled: ({ engine }) => engine.status === 'ready',
  run: ({ editor }) => editor.store.set({ dialog: 'compare-grades' }),
};

export const linkCommands: readonly Command[] = [share, compareGrades];
