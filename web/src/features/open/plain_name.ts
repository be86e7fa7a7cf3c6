// The door for file names: what they hold is shown in many places, always as text, and must not play with that text.

/** Longer than names that people give; shorter than what breaks a sentence. */
const kMostCharacters = 120;

/** Control characters, and those that change the direction of what follows or are nothing to see. */
const kUnseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Without unseen characters, and shortened in its middle: its ending says what it is. */
export function plainName(name: string): string {
  const seen = [...name.replace(kUnseen, '')];
  if (seen.length <= kMostCharacters) return seen.join('') || 'unnamed';
  const half = (kMostCharacters - 1) / 2;
  return `${seen.slice(0, Math.ceil(half)).join('')}…${seen.slice(-Math.floor(half)).join('')}`;
}

/** The same file, by its plain name. Its bytes are not copied. */
export function withPlainName(file: File): File {
  const name = plainName(file.name);
  return name === file.name ? file : new File([file], name, { type: file.type, lastModified: file.lastModified });
}
