// Keyboard shortcuts: finds the command of a key press.

import type { Command, Services, Shortcut } from './command';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** A momentary command's key held longer than this is let go as it was pressed: the effect ends. */
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

export function commandFor(commands: readonly Command[], press: KeyPress): Command | null {
  return commands.find((command) => command.shortcuts.some((shortcut) => matches(shortcut, press))) ?? null;
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

/** Plain keys belong to who writes text or finds an entry of a list by its letter; commands with Ctrl do not. */
function takesText(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'text');
}

/** What can be pressed, by Enter as well. */
function canBePressed(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof Element && target.matches('button, summary, a, select, sp-button, sp-action-button');
}

export function listenForKeys(target: Window, commands: readonly Command[], services: Services): () => void {
  let held: { readonly command: Command; readonly key: string; readonly since: number } | null = null;
  // Enter presses the button that Tab has led to. One that was clicked has the focus by accident.
  let byTab = false;
  const pointed = () => (byTab = false);
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Tab') byTab = true;
    const { state } = services.editor;
    if (event.defaultPrevented || state.dialog !== null) return;
    const withCommand = event.ctrlKey || event.metaKey;
    if (!withCommand && takesText(event)) return;
    const command = commandFor(commands, event);
    if (!command || (event.key === 'Enter' && byTab && canBePressed(event))) return;
    const enabled = command.enabled(state);
    // What the browser does with Ctrl and a key of ours is never wanted; a plain key is its own where we have no use for it.
    if (event.key !== 'Escape' && (withCommand || enabled)) event.preventDefault();
    if (event.repeat && command.momentary) return;
    if (!enabled) return;
    if (command.momentary) held = { command, key: event.key, since: event.timeStamp };
    command.run(services);
  };
  const released = (event: KeyboardEvent) => {
    if (!held || held.key !== event.key) return;
    if (event.timeStamp - held.since > kTapMs) held.command.run(services);
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
