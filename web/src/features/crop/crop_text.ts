// The crop in words and figures.

import type { Box, Plane, Sides } from '../../documents/crop';
import { formatNumber } from '../../ui/number';

export function sizeText({ width, height }: Sides): string {
  return `${Math.round(width)} × ${Math.round(height)}`;
}

/** As one sees it; where the picture is not turned, also how far from the scan's edges. */
export function cropText(box: Box, plane: Plane): string {
  const size = `${sizeText(box)} pixels`;
  if (plane.angle !== 0) return `${size}, straightened by ${formatNumber(plane.angle, 2)} degrees`;
  const left = Math.round(plane.width / 2 + box.x - box.width / 2);
  const top = Math.round(plane.height / 2 + box.y - box.height / 2);
  return `${size}, ${left} from the left, ${top} from the top`;
}
