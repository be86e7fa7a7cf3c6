// The theme's roles against each other, in both schemes: contrasts by WCAG 2.2, and that grays are gray.

import { describe, expect, it } from 'vitest';
import page from '../../index.html?raw';
import { kSurround } from '../../src/render/screen/layers';
import theme from '../../src/ui/theme.css?raw';

type Color = readonly [red: number, green: number, blue: number];
interface Role {
  readonly light: Color;
  readonly dark: Color;
}

/** The opaque colors of the first block, which are the roles; those of `forced-colors` are the person's own. */
function rolesFrom(text: string): ReadonlyMap<string, Role> {
  const block = text.slice(0, text.indexOf('}'));
  const pattern = /--el-([\w-]+):\s*(?:light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/g;
  return new Map(
    [...block.matchAll(pattern)].map(([, name = '', light, dark, both]) => [
      name,
      { light: colorFrom(light ?? both ?? ''), dark: colorFrom(dark ?? both ?? '') },
    ]),
  );
}

const colorFrom = (hex: string): Color =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Color;

/** WCAG 2.2, relative luminance, with the threshold of sRGB itself (IEC 61966-2-1). */
function luminance(color: Color): number {
  const [red, green, blue] = color.map((code) => {
    const encoded = code / 255;
    return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
  }) as unknown as Color;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Color, other: Color): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

const roles = rolesFrom(theme);

function roleOf(name: string): Role {
  const role = roles.get(name);
  if (!role) throw new Error(`theme.css has no opaque role --el-${name}`);
  return role;
}

/** Of text: 4.5 (1.4.3). Of what one has to see of a control and of a graphic: 3 (1.4.11). */
const kPairs: readonly (readonly [least: number, above: readonly string[], below: readonly string[]])[] = [
  [4.5, ['text'], ['desk', 'bar', 'panel', 'raised', 'field', 'hover', 'button', 'button-hover']],
  [4.5, ['quiet'], ['desk', 'bar', 'panel', 'raised', 'field']],
  [4.5, ['warning'], ['bar', 'panel']],
  [4.5, ['on-primary'], ['primary', 'primary-hover']],
  [4.5, ['on-accent'], ['accent']],
  [4.5, ['on-alert'], ['alert']],
  [4.5, ['mark'], ['mark-shade']],
  [4.5, ['ink'], ['paper']],
  // The bounds of fields, lists and switches; the small maps of crops.
  [3, ['edge'], ['bar', 'panel', 'field']],
  [3, ['primary'], ['panel', 'desk', 'bar']],
  // What is active, and the ring around what has the focus.
  [3, ['accent'], ['bar', 'panel', 'raised', 'field', 'desk', 'button', 'alert']],
  [3, ['invalid'], ['panel', 'field']],
  [
    3,
    ['thumb', 'track', 'cyan-track', 'red-track', 'magenta-track', 'green-track', 'yellow-track', 'blue-track'],
    ['panel'],
  ],
  [3, ['gauge-used'], ['gauge', 'gauge-peak']],
  [3, ['gauge-peak'], ['gauge']],
];

describe.each(['light', 'dark'] as const)('the %s theme', (scheme) => {
  const pairs = kPairs.flatMap(([least, above, below]) =>
    above.flatMap((one) => below.map((other) => [one, other, least] as const)),
  );

  it.each(pairs)('%s stands out from %s by %s', (one, other, least) => {
    expect(contrast(roleOf(one)[scheme], roleOf(other)[scheme])).toBeGreaterThanOrEqual(least);
  });

  it('tints nothing but what has a meaning', () => {
    const tinted = [...roles].filter(([, role]) => new Set(role[scheme]).size > 1).map(([name]) => name);
    expect(tinted.filter((name) => !/^(accent|warning|alert|on-alert|invalid|.*-track)$/.test(name))).toEqual([]);
  });
});

describe('the theme', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 6);
    // https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum
    expect(contrast([0x77, 0x77, 0x77], [255, 255, 255])).toBeCloseTo(4.48, 2);
  });

  it('surrounds the picture with the gray that the painters clear with', () => {
    expect(roleOf('surround')).toEqual({
      light: [kSurround, kSurround, kSurround],
      dark: [kSurround, kSurround, kSurround],
    });
  });

  it('shows the focus on the surround, which is dark in both schemes', () => {
    expect(contrast(roleOf('accent').dark, roleOf('surround').dark)).toBeGreaterThanOrEqual(3);
  });

  it('has the dark bar in the page before it has loaded', () => {
    const [, color = ''] = /<meta name="theme-color" content="(#\w+)"/.exec(page) ?? [];
    expect(colorFrom(color)).toEqual(roleOf('bar').dark);
  });
});
