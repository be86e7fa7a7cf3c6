// Keyboard shortcuts: which command a key press means, on whatever layout it is typed.

import { text } from '../i18n/text';
import { kMac } from '../ui/platform';
import type { Command, Shortcut } from './command';

export interface KeyPress {
  readonly key: string;
  /** Where the key lies, as the key of an American keyboard. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly altGraph: boolean;
  readonly shiftKey: boolean;
}

export function pressFrom(event: KeyboardEvent): KeyPress {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  return { key, code, ctrlKey, metaKey, altKey, altGraph: event.getModifierState('AltGraph'), shiftKey };
}

/** Shortcuts that are found by their place where the layout writes something else there. */
const kCodes: { readonly [key: string]: string } = { '[': 'BracketLeft', ']': 'BracketRight', '\\': 'Backslash' };

interface ShortcutParts {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

function partsOf(shortcut: Shortcut): ShortcutParts {
  const parts = shortcut.split(/\+(?=.)/);
  const has = (name: string) => parts.includes(name);
  return { key: parts.at(-1) ?? '', mod: has('Mod'), alt: has('Alt'), shift: has('Shift') };
}

/** AltGr, or Option on a Mac, with which layouts type their third signs. Windows tells AltGr as Ctrl with Alt, too. */
export function typesThirdSign({ altGraph, altKey, ctrlKey }: KeyPress, mac: boolean): boolean {
  return altGraph || (altKey && (mac || ctrlKey));
}

/** Ctrl, or Command on a Mac. */
export function hasMod(press: KeyPress, mac: boolean): boolean {
  return (mac ? press.metaKey : press.ctrlKey) && !typesThirdSign(press, mac);
}

function hasModifiers({ mod, alt }: ShortcutParts, press: KeyPress, mac: boolean): boolean {
  const other = mac ? press.ctrlKey : press.metaKey;
  return mod === (mac ? press.metaKey : press.ctrlKey) && alt === press.altKey && !other && !press.altGraph;
}

/** By what the key writes. */
export function matches(shortcut: Shortcut, press: KeyPress, mac = kMac): boolean {
  const parts = partsOf(shortcut);
  const { key } = parts;
  if (press.key.toLowerCase() !== key.toLowerCase()) return false;
  // What it takes to type a sign (`?`, `+`, or `[` on a German keyboard) is no part of the shortcut.
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  if (isSign && typesThirdSign(press, mac)) return !parts.mod && !parts.alt;
  return hasModifiers(parts, press, mac) && (!/^[a-z]$/.test(key) || parts.shift === press.shiftKey);
}

/** By where the key lies: for letters of other scripts, and for digits that a layout types with Shift. */
function matchesPlace(shortcut: Shortcut, press: KeyPress, mac: boolean): boolean {
  const parts = partsOf(shortcut);
  const { key, shift } = parts;
  if (press.key.length !== 1 || !hasModifiers(parts, press, mac) || shift !== press.shiftKey) return false;
  if (/^\d$/.test(key)) return press.code === `Digit${key}`;
  const code = /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : kCodes[key];
  return press.key > '\x7f' && press.code === code;
}

export function commandFor(commands: readonly Command[], press: KeyPress, mac = kMac): Command | null {
  const find = (fits: typeof matchesPlace) =>
    commands.find(({ shortcuts }) => shortcuts.some((shortcut) => fits(shortcut, press, mac)));
  return find(matches) ?? find(matchesPlace) ?? null;
}

const kKeyTexts: { readonly [key: string]: string } = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Shift: text('key.shift'),
  Alt: text('key.alt'),
  Enter: text('key.enter'),
  Escape: text('key.escape'),
  PageUp: text('key.page-up'),
  PageDown: text('key.page-down'),
};

/** "Ctrl + Shift + Z", for people. */
export function shortcutText(shortcut: Shortcut, mac = kMac): string {
  return shortcut
    .split(/\+(?=.)/)
    .map((part) => {
      if (part === 'Mod') return mac ? '⌘' : text('key.ctrl');
      return kKeyTexts[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    })
    .join(' + ');
}

/** As this machine's keyboard has it; empty where there is none. */
export function firstShortcut({ shortcuts: [shortcut] }: Command): string {
  return shortcut ? shortcutText(shortcut) : '';
}
