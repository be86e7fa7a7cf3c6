// What differs between two grades, for people to read.

import type { Recipe } from '../engine/protocol';
import { formatFigure, formatNumber } from '../i18n/numbers';
import { text } from '../i18n/text';
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

const percent = (share: number) => text('unit.percent', { value: formatNumber(100 * share, 1) });
const degrees = (angle: number) => text('unit.degrees', { value: formatFigure(angle, 6) });
const rows = (values: readonly (readonly number[])[]) =>
  values.map((row) => row.map((value) => formatFigure(value, 4)).join(' ')).join('; ');

const onOrOff = (on: boolean) => text(on ? 'difference.on' : 'difference.off');

function spaceText({ space }: Recipe['input']): string {
  if (typeof space === 'string') return space;
  return text('difference.primaries', { primaries: rows(space.primaries), white: rows([space.white]) });
}

/** What has a name is shown by it; figures of the same name that differ are shown as figures. */
const kNamed: readonly { readonly label: string; name(recipe: Recipe): string; figures(recipe: Recipe): string }[] = [
  {
    label: text('color.matrix'),
    name: ({ names }) => names.matrix,
    figures: ({ density }) => rows(density.matrix),
  },
  {
    label: text('print.curve'),
    name: ({ names }) => names.curve,
    figures: ({ print: { interpolation, curves } }) =>
      `${interpolation}: ${Object.entries(curves)
        .map(([channel, curve]) => `${channel} ${rows(curve)}`)
        .join('; ')}`,
  },
];

const kProperties: readonly Property[] = [
  { label: text('difference.film'), text: ({ film }) => text(`film-kind.${film}`) },
  { label: text('difference.space'), text: ({ input }) => spaceText(input) },
  { label: text('difference.encoding'), text: ({ input }) => String(input.encoding) },
  { label: text('difference.working'), text: ({ working }) => working },
  ...allParameters.map(({ label, get }) => ({
    label,
    text: (recipe: Recipe) => formatFigure(get(recipe), 6),
  })),
  { label: text('difference.crop'), text: ({ geometry }) => geometry.crop.map(percent).join(', ') },
  { label: text('parameter.straighten'), text: ({ geometry }) => degrees(geometry.straighten) },
  { label: text('difference.rotation'), text: ({ geometry }) => degrees(geometry.rotate) },
  { label: text('command.flip'), text: ({ geometry }) => onOrOff(geometry.flip) },
  { label: text('print.compress'), text: ({ output }) => onOrOff(output.gamut === 'compress') },
  { label: text('difference.note'), text: ({ names }) => names.note },
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
