// The commands on roll profiles.

import { text } from '../i18n/text';
import { kMostProfiles } from '../keep/profiles';
import type { Command } from './command';
import { runs, withScan } from './conditions';

export const saveProfile: Command = {
  id: 'save-profile',
  label: text('command.save-profile'),
  shortcuts: [],
  enabled: (state) => withScan(state) && state.profiles.length < kMostProfiles,
  run: ({ profiles }) => profiles.save(),
};

export const importProfiles: Command = {
  id: 'import-profiles',
  label: text('command.import-profiles'),
  shortcuts: [],
  enabled: runs,
  run: ({ chooseFile }) => chooseFile('profiles'),
};

export const profileCommands: readonly Command[] = [saveProfile, importProfiles];
