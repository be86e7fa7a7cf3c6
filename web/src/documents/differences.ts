// What differs between two grades, for people to read.

import type { Recipe } from '../engine/protocol';
import { allParameters } from './parameters';

export interface Difference {
  readonly label: string;
  readonly first: string;
  readonly second: string;
}

interface Property {
  readonly label: string;
  text(recipe: Recipe): string;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const rows = (values: readonly (readonly number[])[]) =>
  values.map((row) => row.map((value) => Number(value.toFixed(4))).join(' ')).join(', ');

function spaceText({ space }: Recipe['input']): string {
  return typeof space === 'string' ? space : `primaries ${rows(space.primaries)}; white ${rows([space.white])}`;
}

/** What has a name is shown by it; figures of the same name that differ are shown as figures. */
const kNamed: readonly { readonly label: string; name(recipe: Recipe): string; figures(recipe: Recipe): string }[] = [
  {
    label: 'Density matrix',
    name: ({ names }) => names.matrix,
    figures: ({ density }) => rows(density.matrix),
  },
  {
    label: 'Print curve',
    name: ({ names }) => names.curve,
    figures: ({ print: { interpolation, curves } }) =>
      `${interpolation}: ${Object.entries(curves)
        .map(([channel, curve]) => `${channel} ${rows(curve)}`)
        .join('; ')}`,
  },
];

const kProperties: readonly Property[] = [
  { label: 'Film', text: ({ film }) => film },
  { label: 'Scan’s colors', text: ({ input }) => spaceText(input) },
  { label: 'Scan’s encoding', text: ({ input }) => String(input.encoding) },
  { label: 'Working space', text: ({ working }) => working },
  ...allParameters.map(({ label, get }) => ({
    label,
    text: (recipe: Recipe) => String(Number(get(recipe).toFixed(6))),
  })),
  { label: 'Crop', text: ({ geometry }) => geometry.crop.map(percent).join(', ') },
  { label: 'Straighten', text: ({ geometry }) => `${geometry.straighten}°` },
  { label: 'Rotation', text: ({ geometry }) => `${geometry.rotate}°` },
  { label: 'Flip', text: ({ geometry }) => (geometry.flip ? 'on' : 'off') },
  { label: 'Note', text: ({ names }) => names.note },
];

/** Empty where both develop alike and are named alike. */
export function differences(first: Recipe, second: Recipe): readonly Difference[] {
  const plain = kProperties.map(({ label, text }) => ({ label, first: text(first), second: text(second) }));
  const named = kNamed.map(({ label, name, figures }) => {
    const text = name(first) === name(second) ? figures : name;
    return { label, first: text(first), second: text(second) };
  });
  return [...plain, ...named].filter((property) => property.first !== property.second);
}
