// The Chromium that tests and benchmarks drive, and what it is started with: without a window, and silent by itself.

export const chromiumPath = () => process.env.EASELIGHT_CHROMIUM ?? '/usr/bin/chromium';

export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
