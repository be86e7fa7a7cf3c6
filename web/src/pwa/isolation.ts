// Isolation on a host that does not send its headers: the service worker adds them, to what is loaded after it runs. So
// the page loads itself again, once, and only while there is nothing to lose.

const kKey = 'easelight-reloaded';

type Marks = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Whether to load the page again. It says yes once a tab, until it has been isolated in between. */
export function takeReload(isolated: boolean, busy: boolean, marks: Marks | null): boolean {
  try {
    if (isolated) marks?.removeItem(kKey);
    // Where no mark can be left there would be no end of it.
    if (isolated || busy || !marks || marks.getItem(kKey)) return false;
    marks.setItem(kKey, '1');
    return true;
  } catch {
    return false;
  }
}

/** Null where the browser refuses even to look. */
export function tabMarks(): Marks | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
