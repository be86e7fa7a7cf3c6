// The web app manifest: what the page is once it is installed, which files it opens and what can be shared with it.

import { acceptedFormats, scanFormats } from '../src/features/open/formats.ts';
import { kShareAddress, kShareField } from '../src/pwa/protocol.ts';
import { icons } from './icons.ts';

/** Made by `EASELIGHT_SCREENSHOT=1 npm run test:e2e -- install`. */
export const screenshots = [
  { src: 'screenshots/wide.jpg', sizes: '1280x800', form_factor: 'wide', label: 'A negative, inverted and graded' },
  { src: 'screenshots/narrow.jpg', sizes: '780x1688', form_factor: 'narrow', label: 'Grading on a phone' },
] as const;

const iconEntry = (file: string, purpose?: 'maskable') => {
  const icon = icons.find((candidate) => candidate.file === file);
  if (!icon) throw new Error(`plugins/icons.ts makes no ${file}`);
  const entry = { src: file, sizes: `${icon.size}x${icon.size}`, type: 'image/png' };
  return purpose ? { ...entry, purpose } : entry;
};

export const manifest = {
  id: './',
  name: 'Easelight',
  short_name: 'Easelight',
  description: 'Grade scans of film negatives. Pictures never leave this machine.',
  lang: 'en',
  dir: 'ltr',
  start_url: './',
  scope: './',
  display: 'standalone',
  display_override: ['standalone', 'minimal-ui'],
  background_color: '#262626',
  theme_color: '#1d1d1d',
  categories: ['photo', 'graphics', 'utilities'],
  icons: [
    { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
    iconEntry('icons/icon-192.png'),
    iconEntry('icons/icon-512.png'),
    iconEntry('icons/maskable-512.png', 'maskable'),
  ],
  screenshots: screenshots.map((screenshot) => ({ ...screenshot, type: 'image/jpeg' })),
  shortcuts: [
    { name: 'Open a scan', url: './?action=open', icons: [iconEntry('icons/open-96.png')] },
    { name: 'Try the sample', url: './?action=sample', icons: [iconEntry('icons/sample-96.png')] },
  ],
  file_handlers: [
    { action: './', accept: Object.fromEntries(scanFormats.map(({ type, endings }) => [type, endings])) },
  ],
  share_target: {
    action: `./${kShareAddress}`,
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { files: [{ name: kShareField, accept: acceptedFormats }] },
  },
  launch_handler: { client_mode: 'focus-existing' },
};
