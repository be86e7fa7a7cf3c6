// The numbers of a recipe that have a slider, as data: name, ranges, step, how to read and how to change.

import type { Catalog, Range, Recipe } from '../engine/protocol';
import { type Channel, withChannel, withDensity, withGlare } from './recipe';

export interface Parameter {
  readonly id: string;
  /** Of the recipe, as the engine's catalog has it. */
  readonly key: string;
  readonly label: string;
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

const kChannels = [
  { tint: 'red', title: 'Red' },
  { tint: 'green', title: 'Green' },
  { tint: 'blue', title: 'Blue' },
] as const;

type TripleKey = 'base' | 'gains' | 'channelGamma';
type Ranges = Pick<Parameter, 'min' | 'max' | 'step' | 'digits' | 'hint'>;

function perChannel(key: TripleKey, id: string, noun: string, ranges: Ranges): readonly Parameter[] {
  return kChannels.map(({ tint, title }, index) => {
    const channel = index as Channel;
    return {
      ...ranges,
      id: `${id}-${tint}`,
      key: `density.${key}`,
      label: `${title} ${noun}`,
      tint,
      get: (recipe) => recipe.density[key][channel],
      set: (recipe, value) =>
        withDensity(recipe, { [key]: withChannel(recipe.density[key], channel, value) } as Partial<Recipe['density']>),
    };
  });
}

export const baseParameters = perChannel('base', 'base', 'base', {
  min: 0,
  max: 3,
  step: 0.01,
  digits: 3,
  hint: 'Density of the unexposed film, subtracted from the scan',
});

export const gainParameters = perChannel('gains', 'gain', 'gain', {
  min: -1,
  max: 1,
  step: 0.01,
  digits: 3,
  hint: 'Brightens the channel; 0.30 is one stop',
});

export const channelGammaParameters = perChannel('channelGamma', 'channel-gamma', 'gamma', {
  min: 0.25,
  max: 4,
  step: 0.01,
  digits: 3,
  hint: 'Slope of the channel relative to the others',
});

export const gammaParameter: Parameter = {
  id: 'gamma',
  key: 'density.gamma',
  label: 'Gamma',
  min: 0.2,
  max: 4,
  step: 0.02,
  digits: 3,
  hint: 'Contrast: printed density per density of the film',
  get: (recipe) => recipe.density.gamma,
  set: (recipe, gamma) => withDensity(recipe, { gamma }),
};

export const exposureParameter: Parameter = {
  id: 'exposure',
  key: 'density.exposure',
  label: 'Exposure',
  min: -1,
  max: 4,
  step: 0.02,
  digits: 3,
  hint: 'Density added to the print: more is darker',
  get: (recipe) => recipe.density.exposure,
  set: (recipe, exposure) => withDensity(recipe, { exposure }),
};

export const glareParameter: Parameter = {
  id: 'glare',
  key: 'print.glare',
  label: 'Glare',
  min: 0,
  max: 0.1,
  step: 0.001,
  digits: 4,
  hint: 'Stray light taken out of the print, as a share of white',
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
