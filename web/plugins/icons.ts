// The icons of the installed page, as PNG: drawn at build time from public/icon.svg and the glyphs in icons/.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';

/** The ground of icon.svg. */
const kGround = '#232323';
/** Launchers cut a maskable icon to any shape that holds the middle circle of 80 %; the lamp fits it at this size. */
const kMaskableScale = 0.86;

export interface Icon {
  readonly file: string;
  readonly size: number;
  /** Below the folder of the page's sources. */
  readonly source: string;
  /** Square to its edges, for a launcher that cuts it. */
  readonly full?: boolean;
}

export const icons: readonly Icon[] = [
  { file: 'icons/icon-192.png', size: 192, source: 'public/icon.svg' },
  { file: 'icons/icon-512.png', size: 512, source: 'public/icon.svg' },
  { file: 'icons/maskable-512.png', size: 512, source: 'public/icon.svg', full: true },
  { file: 'icons/apple-touch-180.png', size: 180, source: 'public/icon.svg', full: true },
  { file: 'icons/open-96.png', size: 96, source: 'icons/open.svg' },
  { file: 'icons/sample-96.png', size: 96, source: 'icons/sample.svg' },
];

/** Puts a drawing on a ground that reaches the edges. */
function onFullGround(svg: string): string {
  const size = 100 * kMaskableScale;
  const margin = (100 - size) / 2;
  const inner = svg.replace('<svg ', `<svg x="${margin}" y="${margin}" width="${size}" height="${size}" `);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
    <rect width="100" height="100" fill="${kGround}"/>${inner}</svg>`;
}

export function drawIcon(root: string, { source, size, full }: Icon): Uint8Array {
  const svg = readFileSync(path.join(root, source), 'utf8');
  const options = { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } } as const;
  return new Resvg(full ? onFullGround(svg) : svg, options).render().asPng();
}
