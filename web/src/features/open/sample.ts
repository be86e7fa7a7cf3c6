// The negative that comes with the editor, for those who have none at hand.

import { text } from '../../i18n/text';

const kSampleAddress = 'sample/negative.jpg';
export const kSampleName = 'sample-negative.jpg';

/** `base`: the editor's address. */
export async function fetchSample(base: string): Promise<File> {
  const response = await fetch(new URL(kSampleAddress, base));
  if (!response.ok) throw new Error(text('open.server-answered', { status: response.status }));
  // A date of its own, not that of this visit: so its store is found again.
  const facts = { type: 'image/jpeg', lastModified: 0 };
  return new File([await response.blob()], kSampleName, facts);
}
