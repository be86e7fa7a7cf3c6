// The headers that every response carries, in one place: the servers of this checkout, the service worker and the page's
// own <meta> take them from here. Plain JavaScript, as tools/serve.mjs runs without a build.

/** What makes `crossOriginIsolated` true, and with it shared memory and threads. */
export const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const directives = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  // lit-html: templates. easelight: the page's three scripts (src/scripts.ts). easelight-threads: the engine's own
  // (src/worker/load_engine.ts).
  'trusted-types lit-html easelight easelight-threads',
];

/** For the page's <meta>, which cannot say who may frame it. */
export const pagePolicy = directives.join('; ');

/** What the page has no use for, and so nothing that gets into it has either. */
const withheld = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

export const headers = {
  ...isolation,
  'Content-Security-Policy': `${pagePolicy}; frame-ancestors 'none'`,
  'Permissions-Policy': withheld.map((feature) => `${feature}=()`).join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
