// What can be chosen for an export, and what goes together.

import type { ExportOptions } from '../../engine/protocol';

export const defaultExportOptions: ExportOptions = {
  format: 'tiff',
  depth: 16,
  compression: 'deflate',
  quality: 92,
  space: 'srgb',
  encoding: 'own',
};

export const kFormats = [
  { value: 'tiff', label: 'TIFF' },
  { value: 'png', label: 'PNG' },
  { value: 'jpeg', label: 'JPEG' },
] as const;

/** JPEG has 8 bits a channel and a compression of its own; PNG always deflates. */
export function reconciled(options: ExportOptions): ExportOptions {
  switch (options.format) {
    case 'jpeg':
      return { ...options, depth: 8, compression: 'none' };
    case 'png':
      return { ...options, compression: 'deflate' };
    case 'tiff':
      return options;
  }
}

export function hasDepths({ format }: ExportOptions): boolean {
  return format !== 'jpeg';
}

export function hasQuality({ format }: ExportOptions): boolean {
  return format === 'jpeg';
}

export function hasCompressions({ format }: ExportOptions): boolean {
  return format === 'tiff';
}
