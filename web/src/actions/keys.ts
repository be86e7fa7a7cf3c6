// Keyboard shortcuts: finds the action of a key press.

import type { Action, Services, Shortcut } from './action';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** A momentary action's key held longer than this is let go as it was pressed: the effect ends. */
const kTapMs = 350;

export function matches(shortcut: Shortcut, press: KeyPress): boolean {
  const parts = shortcut.split(/\+(?=.)/);
  const key = parts.at(-1) ?? '';
  if (parts.includes('Mod') !== (press.ctrlKey || press.metaKey) || parts.includes('Alt') !== press.altKey)
    return false;
  // Shift is part of how a sign is typed (`?`, `+`), so it counts for letters only.
  if (/^[a-z]$/.test(key) && parts.includes('Shift') !== press.shiftKey) return false;
  return press.key.toLowerCase() === key.toLowerCase();
}

export function actionFor(actions: readonly Action[], press: KeyPress): Action | null {
  return actions.find((action) => action.shortcuts.some((shortcut) => matches(shortcut, press))) ?? null;
}

const kArrowSigns: { readonly [key: string]: string } = { ArrowUp: '↑', ArrowDown: '↓' };

/** "Ctrl + Shift + Z", for people. */
export function shortcutText(shortcut: Shortcut, mac: boolean): string {
  return shortcut
    .split(/\+(?=.)/)
    .map((part) => {
      if (part === 'Mod') return mac ? '⌘' : 'Ctrl';
      return kArrowSigns[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    })
    .join(' + ');
}

const kMac = 'navigator' in globalThis && /mac/i.test(navigator.userAgent);

/** As this machine's keyboard has it; empty where there is none. */
export function firstShortcut({ shortcuts: [shortcut] }: Action): string {
  return shortcut ? shortcutText(shortcut, kMac) : '';
}

/** Plain keys belong to who writes text or finds an entry of a list by its letter; commands with Ctrl do not. */
function takesText(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'text');
}

/** What can be pressed, by Enter as well. */
function canBePressed(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof Element && target.matches('button, summary, a, select');
}

export function listenForKeys(target: Window, actions: readonly Action[], services: Services): () => void {
  let held: { readonly action: Action; readonly key: string; readonly since: number } | null = null;
  // Enter presses the button that Tab has led to. One that was clicked has the focus by accident.
  let byTab = false;
  const pointed = () => (byTab = false);
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Tab') byTab = true;
    const { state } = services.editor;
    if (event.defaultPrevented || state.dialog !== null) return;
    const withCommand = event.ctrlKey || event.metaKey;
    if (!withCommand && takesText(event)) return;
    const action = actionFor(actions, event);
    if (!action || (event.key === 'Enter' && byTab && canBePressed(event))) return;
    const enabled = action.enabled(state);
    // What the browser does with Ctrl and a key of ours is never wanted; a plain key is its own where we have no use for it.
    if (event.key !== 'Escape' && (withCommand || enabled)) event.preventDefault();
    if (event.repeat && action.momentary) return;
    if (!enabled) return;
    if (action.momentary) held = { action, key: event.key, since: event.timeStamp };
    action.run(services);
  };
  const released = (event: KeyboardEvent) => {
    if (!held || held.key !== event.key) return;
    if (event.timeStamp - held.since > kTapMs) held.action.run(services);
    held = null;
  };
  target.addEventListener('keydown', pressed);
  target.addEventListener('keyup', released);
  target.addEventListener('pointerdown', pointed, { capture: true });
  return () => {
    target.removeEventListener('keydown', pressed);
    target.removeEventListener('keyup', released);
    target.removeEventListener('pointerdown', pointed, { capture: true });
  };
}
