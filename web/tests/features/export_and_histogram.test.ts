import { describe, expect, it } from 'vitest';
import { defaultExportOptions, hasDepths, reconciled } from '../../src/features/export/export_options';
import { exportName } from '../../src/features/export/export_scan';
import { clipping, fullScale, kBins } from '../../src/features/histogram/histogram_data';

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

describe('histogram', () => {
  const histogram = new Uint32Array(3 * kBins);
  histogram[0] = 10;
  histogram[kBins + 100] = 80;
  histogram[3 * kBins - 1] = 110;

  it('tells the shares that are clipped', () => {
    expect(clipping(histogram)).toEqual({ shadows: 0.05, highlights: 0.55 });
    expect(clipping(new Uint32Array(3 * kBins))).toEqual({ shadows: 0, highlights: 0 });
  });

  it('is scaled by what is not clipped', () => expect(fullScale(histogram)).toBe(80));
});
