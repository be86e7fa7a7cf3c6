import { describe, expect, it } from 'vitest';
import { gradingOf, withAddedCrop, withRecipe } from '../../src/documents/grading';
import { rotated, withDensity, withGeometry } from '../../src/documents/recipe';
import { fitView } from '../../src/render/placement';
import { viewAfter } from '../../src/documents/view';
import { testRecipe } from '../recipes';

const place = { zoom: 2, centerX: 0.25, centerY: 0.375 };
const first = testRecipe();
const second = withGeometry(withDensity(first, { gamma: 2 }), { crop: [0, 0, 0.5, 1] });
const two = withRecipe(withAddedCrop(gradingOf(first)), second);

describe('the view after a change', () => {
  const change = (geometry: Parameters<typeof withGeometry>[1]) => withRecipe(two, withGeometry(second, geometry));

  it('is of the whole picture where another part comes on screen', () => {
    expect(viewAfter(place, two, { ...two, current: 0 })).toBe(fitView);
    expect(viewAfter(place, two, change({ crop: [0, 0, 0.4, 1] }))).toBe(fitView);
  });

  it('stays where the part is the same', () => {
    expect(viewAfter(place, two, change({ crop: [0, 0, 0.4, 1], straighten: 1 }))).toBe(place);
    expect(viewAfter(place, two, withRecipe(two, withDensity(second, { gamma: 1 })))).toBe(place);
    expect(viewAfter(place, two, change({ crop: [0, 0, 0.5, 1] }))).toBe(place);
  });

  it('turns with the picture', () => {
    const turned = (degrees: 90 | -90) => viewAfter(place, two, withRecipe(two, rotated(second, degrees)));
    // The upper left of a picture is the upper right of the one turned clockwise.
    expect(turned(90)).toEqual({ zoom: 2, centerX: 0.625, centerY: 0.25 });
    expect(turned(-90)).toEqual({ zoom: 2, centerX: 0.375, centerY: 0.75 });
    const half = viewAfter(place, two, change({ rotate: 180 }));
    expect(half).toEqual({ zoom: 2, centerX: 0.75, centerY: 0.625 });
    expect(viewAfter(fitView, two, change({ rotate: 90 }))).toBe(fitView);
  });
});
