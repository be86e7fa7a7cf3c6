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
