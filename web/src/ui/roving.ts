// Keys that go from one control of a group to another: arrows along it, Home and End to its ends.

/** Where a key leads from one of `count`, around at the ends; null for other keys. */
export function placeAfterKey(key: string, at: number, count: number, axis: 'row' | 'column'): number | null {
  const [back, forth] = axis === 'row' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  switch (key) {
    case back:
      return at > 0 ? at - 1 : count - 1;
    case forth:
      return at < count - 1 ? at + 1 : 0;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
