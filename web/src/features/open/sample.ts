// The negative that comes with the editor, for those who have none at hand.

export const kSampleAddress = 'sample/negative.jpg';
export const kSampleName = 'sample-negative.jpg';
