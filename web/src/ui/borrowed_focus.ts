// The focus, lent to what comes over the page and given back to where it was: who works with keys goes on from there.

export class BorrowedFocus {
  #before: HTMLElement | null = null;

  lendTo(element: HTMLElement | SVGElement | null): void {
    this.#before = focused();
    element?.focus({ preventScroll: true });
  }

  /** Unless it has been taken elsewhere meanwhile. */
  giveBack(): void {
    if (this.#before?.isConnected && focused() === document.body) this.#before.focus();
    this.#before = null;
  }
}

/** What has the focus, inside of whatever component. */
function focused(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : null;
}
