// The crop in words and figures.

import type { Box, Plane } from '../../documents/crop';
import { formatNumber } from '../../i18n/numbers';
import { text } from '../../i18n/text';
import { sizeText } from '../../ui/format';

/** As one sees it; where the picture is not turned, also how far from the scan's edges. */
export function cropText(box: Box, plane: Plane): string {
  const size = sizeText(box);
  if (plane.angle !== 0) return text('crop.straightened', { size, angle: formatNumber(plane.angle, 2) });
  const left = plane.width / 2 + box.x - box.width / 2;
  const top = plane.height / 2 + box.y - box.height / 2;
  return text('crop.placed', { size, left: formatNumber(left, 0), top: formatNumber(top, 0) });
}
