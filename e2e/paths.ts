// Files that the tests read or compare with. Those that not everybody has make their tests skip.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The built site. */
export const site = path.resolve(root, process.env['EASELIGHT_SITE'] ?? 'build/site');

const samples = process.env['EASELIGHT_SAMPLES'] ?? path.join(root, '..', 'shared', 'samples');

/** The real scan of a chart of 24 patches. */
export const realChart = path.join(samples, 'coolscan-5000-ultramax-colorchecker.tif');
export const realScan = path.join(samples, 'epson-v600-35mm-colour-negative.jpg');
/** The native tool; the one that the tests' own build puts there, or another. */
export const nativeTool = process.env['EASELIGHT_TOOL'] ?? path.join(root, 'build', 'native', 'easelight');

/** Converts an export by Little CMS alone. */
export const converter = path.join(root, 'build', 'native', 'convert_picture');

export const haveRealChart = existsSync(realChart);
export const haveRealScan = existsSync(realScan);
export const haveNativeTool = existsSync(nativeTool);
export const haveConverter = existsSync(converter);
