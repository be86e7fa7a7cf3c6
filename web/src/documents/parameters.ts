// The numbers of a recipe that have a slider, as data: name, ranges, step, how to read and how to change.

import type { Catalog, Range, Recipe } from '../engine/protocol';
import { text } from '../i18n/text';
import { type Channel, withChannel, withDensity, withGlare } from './recipe';

export interface Parameter {
  readonly id: string;
  /** Of the recipe, as the engine's catalog has it. */
  readonly key: string;
  readonly label: string;
  /** As the label, within a sentence. */
  readonly name: string;
  /** The slider's range. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits: number;
  readonly tint?: 'red' | 'green' | 'blue';
  readonly hint: string;
  get(recipe: Recipe): number;
  set(recipe: Recipe, value: number): Recipe;
}

const kChannels = ['red', 'green', 'blue'] as const;

type TripleKey = 'base' | 'gains' | 'channelGamma';
type TripleId = 'base' | 'gain' | 'channel-gamma';
type Ranges = Pick<Parameter, 'min' | 'max' | 'step' | 'digits'>;

function perChannel(key: TripleKey, id: TripleId, ranges: Ranges): readonly Parameter[] {
  return kChannels.map((tint, index) => {
    const channel = index as Channel;
    return {
      ...ranges,
      id: `${id}-${tint}`,
      key: `density.${key}`,
      label: text(`parameter.${id}-${tint}`),
      name: text(`parameter-name.${id}-${tint}`),
      hint: text(`parameter-hint.${id}`),
      tint,
      get: (recipe) => recipe.density[key][channel],
      set: (recipe, value) =>
        withDensity(recipe, { [key]: withChannel(recipe.density[key], channel, value) } as Partial<Recipe['density']>),
    };
  });
}

export const baseParameters = perChannel('base', 'base', {
  min: 0,
  max: 3,
  step: 0.01,
  digits: 3,
});

export const gainParameters = perChannel('gains', 'gain', {
  min: -1,
  max: 1,
  step: 0.01,
  digits: 3,
});

export const channelGammaParameters = perChannel('channelGamma', 'channel-gamma', {
  min: 0.25,
  max: 4,
  step: 0.01,
  digits: 3,
});

export const gammaParameter: Parameter = {
  id: 'gamma',
  key: 'density.gamma',
  label: text('parameter.gamma'),
  name: text('parameter-name.gamma'),
  min: 0.2,
  max: 4,
  step: 0.02,
  digits: 3,
  hint: text('parameter-hint.gamma'),
  get: (recipe) => recipe.density.gamma,
  set: (recipe, gamma) => withDensity(recipe, { gamma }),
};

export const exposureParameter: Parameter = {
  id: 'exposure',
  key: 'density.exposure',
  label: text('parameter.exposure'),
  name: text('parameter-name.exposure'),
  min: -1,
  max: 4,
  step: 0.02,
  digits: 3,
  hint: text('parameter-hint.exposure'),
  get: (recipe) => recipe.density.exposure,
  set: (recipe, exposure) => withDensity(recipe, { exposure }),
};

export const glareParameter: Parameter = {
  id: 'glare',
  key: 'print.glare',
  label: text('parameter.glare'),
  name: text('parameter-name.glare'),
  min: 0,
  max: 0.1,
  step: 0.001,
  digits: 4,
  hint: text('parameter-hint.glare'),
  get: (recipe) => recipe.print.glare,
  set: withGlare,
};

/** What the model allows, and a number field with it; before the engine has said that, what the slider offers. */
export function rangeOf(catalog: Catalog | null, { key, min, max }: Parameter): Range {
  return catalog?.ranges.find((range) => range.key === key) ?? { least: min, most: max };
}

export const allParameters: readonly Parameter[] = [
  ...baseParameters,
  gammaParameter,
  exposureParameter,
  ...gainParameters,
  ...channelGammaParameters,
  glareParameter,
];
