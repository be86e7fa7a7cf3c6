// What the engine says of recipes and scans, as types. Made by tools/engine_types.mjs from the engine's own tables
// (core/recipe/recipe_keys.cpp, core/engine/scan_facts.cpp, core/analysis/start_reasons.cpp); do not edit.

import type { Sentence } from '../i18n/sentence';

/** A recipe as the page holds it: complete, no key left out. */
export interface Recipe {
  readonly density: {
    readonly base: readonly [number, number, number];
    readonly channelGamma: readonly [number, number, number];
    readonly exposure: number;
    readonly gains: readonly [number, number, number];
    readonly gamma: number;
    readonly matrix: readonly [
      readonly [number, number, number],
      readonly [number, number, number],
      readonly [number, number, number],
    ];
  };
  readonly easelight: 1;
  readonly film: 'color-negative' | 'bw-negative' | 'color-slide' | 'bw-slide' | 'digital';
  readonly geometry: {
    readonly crop: readonly [number, number, number, number];
    readonly flip: boolean;
    readonly rotate: 0 | 90 | 180 | 270;
    readonly straighten: number;
  };
  readonly input: {
    readonly encoding: 'auto' | 'linear' | 'srgb' | number;
    readonly space:
      | string
      | {
          readonly primaries: readonly [
            readonly [number, number],
            readonly [number, number],
            readonly [number, number],
          ];
          readonly white: readonly [number, number];
        };
  };
  readonly names: {
    readonly curve: string;
    readonly matrix: string;
    readonly note: string;
    readonly setup: '' | 'camera-white' | 'camera-rgb' | 'scanner' | 'flatbed' | 'minilab';
    readonly stock:
      | ''
      | 'ecn-2'
      | 'faded'
      | 'agfa-vista-100'
      | 'fuji-c200'
      | 'fuji-eterna-500'
      | 'fuji-eterna-500-vivid'
      | 'fuji-natura-1600'
      | 'fuji-pro-160c'
      | 'fuji-pro-160s'
      | 'fuji-pro-400h'
      | 'fuji-superia-reala'
      | 'fuji-superia-xtra-400'
      | 'kodak-5203'
      | 'kodak-5206'
      | 'kodak-5207'
      | 'kodak-5213'
      | 'kodak-5219'
      | 'kodak-5247'
      | 'kodak-5247-II'
      | 'kodak-5277'
      | 'kodak-aerocolor'
      | 'kodak-ektar-100'
      | 'kodak-exr-5248'
      | 'kodak-gold-200'
      | 'kodak-portra-160'
      | 'kodak-portra-400'
      | 'kodak-portra-800'
      | 'kodak-ultramax-400'
      | 'kodak-vericolor-iii';
  };
  readonly output: { readonly gamut: 'clip' | 'compress' };
  readonly print: {
    readonly curves: {
      readonly b: readonly (readonly [number, number])[];
      readonly g: readonly (readonly [number, number])[];
      readonly r: readonly (readonly [number, number])[];
      readonly rgb: readonly (readonly [number, number])[];
    };
    readonly glare: number;
    readonly interpolation: 'monotone' | 'linear';
  };
  readonly working: 'endura-premier' | 'kodak-2383' | 'acescg';
}

/** What of a recipe can be taken on its own. */
export type RecipePart = 'base' | 'color' | 'geometry' | 'light' | 'print';

/** What is known of a scan. */
export interface ScanSummary {
  /** What `input.space: auto` means for slides and digital pictures: a named space, `profile` for other colors that the file states, `camera` for those of a camera's sensor, or `device`. */
  readonly autoSpace: string;
  readonly bits: number;
  readonly channels: 1 | 3;
  readonly container: string;
  /** How `encoding: auto` reads this file. */
  readonly encodingNote: Sentence;
  /** How far that can be trusted: `custom` where the file says nothing, `tag` where it may be tagged falsely. */
  readonly encodingWord: 'firm' | 'custom' | 'tag';
  readonly fileBytes: number;
  /** A channel beside those of color, which is not shown: infrared of a scanner, or alpha. Colors that were multiplied by a `divided-alpha` have been divided again. */
  readonly furtherChannel: 'none' | 'infrared' | 'alpha' | 'divided-alpha' | 'unnamed';
  /** The grading link in the file's metadata, not yet looked into; empty where there is none. */
  readonly grade: string;
  /** Upright, as the width. */
  readonly height: number;
  /** Whether the file has an infrared page beside the picture. */
  readonly infraredPage: boolean;
  readonly name: string;
  /** Tells the picture from others, by its codes; empty until all of them are there. */
  readonly picture: string;
  /** The named space whose primaries the file states; empty where they are none of these. */
  readonly profile: string;
  readonly profileBytes: number;
  /** Whether the file states a color that could not be used, or only in part; the note says why. */
  readonly profileRefused: boolean;
  /** More than the stored height where the file ends early, or is damaged, and what is there was opened. */
  readonly rowsInFile: number;
  /** Maker, model and software that the file names; empty where it names none. */
  readonly scannedWith: string;
  /** Of the store's file as well, but only while the scan is being opened. */
  readonly scratchBytes: number;
  /** Of an export: how many rows of its scan were there, as 312/2736; empty: all, or not said. */
  readonly sourceRows: string;
  readonly storeBytes: number;
  /** Rows, as stored in the file. */
  readonly storedHeight: number;
  /** Upright: the orientation tag has been applied. */
  readonly width: number;
}

/** Why an automatic start is as it is. */
export interface StartReasons {
  /** How the film base was found: measured on unexposed film, or estimated from the darkest shadows; no negative has none. */
  readonly base: 'none' | 'rebate' | 'shadows';
  /** How far red and blue of the neutrals may be off, in print density: standard deviations. */
  readonly doubt: readonly [number, number];
  /** How much of what film and setup leave open of the neutrals the picture has told, 0 to 1. */
  readonly fromPicture: number;
  /** The scan setup that the start took; empty where it needed none. */
  readonly setup: string;
  /** Who names it: the recipe, the device that the file states, or the color of the film base, which is a guess. */
  readonly setupFrom: 'none' | 'recipe' | 'file' | 'base';
}
