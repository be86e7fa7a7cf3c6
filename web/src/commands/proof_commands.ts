// Commands of the soft proof.

import { text } from '../i18n/text';
import type { Command } from './command';
import { runs, withScan } from './conditions';

export const softProof: Command = {
  id: 'soft-proof',
  label: text('command.soft-proof'),
  shortcuts: ['p'],
  enabled: withScan,
  active: (state) => state.softProof,
  run: ({ proofing }) => proofing.toggle(),
};

export const proofSettings: Command = {
  id: 'proof-settings',
  label: text('command.proof-settings'),
  shortcuts: ['Shift+p'],
  enabled: runs,
  run: ({ editor }) => editor.store.set({ dialog: 'proof' }),
};

export const proofCommands = [softProof, proofSettings];
