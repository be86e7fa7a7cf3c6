// What can be chosen for an export, and what goes together.

import type { ExportOptions } from '../../engine/protocol';

/** As the user chooses them: the link itself is made of the recipe when the export starts. */
export interface ExportChoice extends Omit<ExportOptions, 'link'> {
  /** Whether the file keeps the grade. */
  readonly grade: boolean;
  /** In place of the space: the id of a color profile that is kept (keep/color_profiles.ts), or empty. */
  readonly profile: string;
}

export const defaultExportOptions: ExportChoice = {
  format: 'tiff',
  depth: 16,
  compression: 'deflate',
  quality: 92,
  longest: 0,
  space: 'srgb',
  encoding: 'own',
  profile: '',
  intent: 'relative',
  blackPoint: true,
  grade: true,
  camera: true,
  location: false,
};

export const kFormats = [
  { value: 'tiff', label: 'TIFF' },
  { value: 'png', label: 'PNG' },
  { value: 'jpeg', label: 'JPEG' },
] as const;

/** Of the longer side, in pixels: for prints, 4K and 1080p screens, and messages. */
const kLongest = [6000, 3840, 2560, 1920, 1080];

/** The sizes that a picture can be exported in; none but its own are as large. */
export function sizesOf(picture: { readonly width: number; readonly height: number }): number[] {
  const longer = Math.max(picture.width, picture.height);
  return [0, ...kLongest.filter((longest) => longest < longer)];
}

/** JPEG has 8 bits a channel and a compression of its own; PNG always deflates. A place is part of the camera data. */
export function reconciled(chosen: ExportChoice): ExportChoice {
  const options = { ...chosen, location: chosen.camera && chosen.location };
  switch (options.format) {
    case 'jpeg':
      return { ...options, depth: 8, compression: 'none' };
    case 'png':
      return { ...options, compression: 'deflate' };
    case 'tiff':
      return options;
  }
}

export function hasDepths({ format }: ExportChoice): boolean {
  return format !== 'jpeg';
}

export function hasQuality({ format }: ExportChoice): boolean {
  return format === 'jpeg';
}

export function hasCompressions({ format }: ExportChoice): boolean {
  return format === 'tiff';
}
