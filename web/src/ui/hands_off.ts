// When the hands leave the page: a key that is held then may be let go where the page does not hear of it.

/** Returns the call that stops watching. */
export function watchHandsOff(target: Window, left: () => void): () => void {
  const { document } = target;
  const turned = () => {
    if (document.visibilityState === 'hidden') left();
  };
  target.addEventListener('blur', left);
  document.addEventListener('visibilitychange', turned);
  return () => {
    target.removeEventListener('blur', left);
    document.removeEventListener('visibilitychange', turned);
  };
}
