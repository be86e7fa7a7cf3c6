import { describe, expect, it } from 'vitest';
import { defaultExportOptions, hasDepths, reconciled } from '../../src/features/export/export_options';
import { exportName } from '../../src/features/export/export_scan';

describe('export options', () => {
  it('give a JPEG eight bits and keep the choice for other formats', () => {
    const chosen = { ...defaultExportOptions, format: 'jpeg' as const };
    expect(reconciled(chosen)).toMatchObject({ depth: 8, compression: 'none' });
    expect(chosen.depth).toBe(16);
    expect(hasDepths(chosen)).toBe(false);
  });

  it('keep a place only with the camera data', () => {
    expect(reconciled({ ...defaultExportOptions, location: true }).location).toBe(true);
    expect(reconciled({ ...defaultExportOptions, location: true, camera: false }).location).toBe(false);
    expect(defaultExportOptions.location).toBe(false);
  });

  it('name the file after the scan', () => {
    expect(exportName('roll 3.jpeg', 'tiff')).toBe('roll 3.tif');
    expect(exportName('scan', 'jpeg')).toBe('scan.jpg');
    expect(exportName('scan.tif', 'png', 12)).toBe('scan-12.png');
  });
});
