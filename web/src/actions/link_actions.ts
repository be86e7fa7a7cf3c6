// The commands on links.

import type { Action } from './action';
import { withScan } from './conditions';

export const share: Action = {
  id: 'share',
  label: 'Share…',
  shortcuts: ['l'],
  enabled: (state) => withScan(state) && !state.offer,
  run: ({ editor }) => editor.store.set({ dialog: 'share' }),
};

export const compareGrades: Action = {
  id: 'compare-grades',
  label: 'Compare grades…',
  shortcuts: [],
  enabled: ({ engine }) => engine.status === 'ready',
  run: ({ editor }) => editor.store.set({ dialog: 'compare-grades' }),
};

export const linkActions: readonly Action[] = [share, compareGrades];
