import { describe, expect, it } from 'vitest';
import { allCommands } from '../../src/commands/commands';
import { type KeyPress, commandFor, matches, shortcutText } from '../../src/commands/keys';
import { initialState } from '../../src/workspace/state';

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  altGraph: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});
const idFor = (key: string, modifiers?: Partial<KeyPress>) =>
  commandFor(allCommands, press(key, modifiers))?.id ?? null;

describe('keys', () => {
  it('finds the commands', () => {
    expect(idFor('z', { ctrlKey: true })).toBe('undo');
    expect(idFor('Z', { ctrlKey: true, shiftKey: true })).toBe('redo');
    expect(idFor('o', { ctrlKey: true })).toBe('open');
    expect(commandFor(allCommands, press('o', { metaKey: true }), true)?.id).toBe('open');
    expect(idFor('e', { ctrlKey: true })).toBe('export');
    expect(idFor('[')).toBe('rotate-left');
    expect(idFor(']')).toBe('rotate-right');
    expect(idFor('f')).toBe('flip');
    expect(idFor('c')).toBe('crop');
    expect(idFor('Enter')).toBe('finish-crop');
    expect(idFor('PageDown')).toBe('next-crop');
    expect(idFor('ArrowDown', { altKey: true })).toBe('next-crop');
    expect(idFor('\\')).toBe('compare');
    expect(idFor('?', { shiftKey: true })).toBe('shortcuts');
    expect(idFor('+', { shiftKey: true })).toBe('zoom-in');
  });

  it('leaves other keys to the browser', () => {
    expect(idFor('z')).toBeNull();
    expect(idFor('f', { ctrlKey: true })).toBeNull();
    expect(idFor('z', { ctrlKey: true, altKey: true })).toBeNull();
    expect(idFor('o', { metaKey: true })).toBeNull();
    expect(commandFor(allCommands, press('e', { ctrlKey: true }), true)).toBeNull();
  });

  it('are found on Cyrillic and Greek layouts', () => {
    expect(idFor('с', { code: 'KeyC' })).toBe('crop');
    expect(idFor('я', { code: 'KeyZ', ctrlKey: true })).toBe('undo');
    expect(idFor('Я', { code: 'KeyZ', ctrlKey: true, shiftKey: true })).toBe('redo');
    expect(idFor('х', { code: 'BracketLeft' })).toBe('rotate-left');
    expect(idFor('ζ', { code: 'KeyZ', ctrlKey: true })).toBe('undo');
    expect(idFor('ψ', { code: 'KeyC' })).toBe('crop');
    expect(idFor('С', { code: 'KeyC', shiftKey: true })).toBeNull();
  });

  it('are found on German and French layouts by what they write, before where they lie', () => {
    // QWERTZ: Z and Y have changed places, and signs are on the third level.
    expect(idFor('z', { code: 'KeyY', ctrlKey: true })).toBe('undo');
    expect(idFor('y', { code: 'KeyZ', ctrlKey: true })).toBe('redo');
    expect(idFor('+', { code: 'BracketRight' })).toBe('zoom-in');
    expect(idFor('ü', { code: 'BracketLeft' })).toBe('rotate-left');
    // AZERTY: A is where others have Q, and digits take Shift.
    expect(idFor('a', { code: 'KeyQ' })).toBe('automatic');
    expect(idFor('q', { code: 'KeyA' })).toBeNull();
    expect(idFor('à', { code: 'Digit0' })).toBe('zoom-to-fit');
    expect(idFor('&', { code: 'Digit1' })).toBe('zoom-to-pixels');
    expect(idFor('1', { code: 'Digit1', shiftKey: true })).toBe('zoom-to-pixels');
    expect(idFor('-', { code: 'Digit6' })).toBe('zoom-out');
    expect(idFor('!', { code: 'Digit1', shiftKey: true })).toBeNull();
  });

  it('take AltGr and Option for a way to type signs, and for nothing else', () => {
    for (const altGr of [{ altGraph: true }, { altGraph: true, ctrlKey: true, altKey: true }]) {
      expect(idFor('[', { code: 'Digit8', ...altGr })).toBe('rotate-left');
      expect(idFor('\\', { code: 'Minus', ...altGr })).toBe('compare');
      expect(idFor('ś', { code: 'KeyS', ...altGr })).toBeNull();
      expect(idFor('e', { code: 'KeyE', ...altGr })).toBeNull();
      expect(idFor('€', { code: 'KeyE', ...altGr })).toBeNull();
    }
    const onMac = (key: string, modifiers: Partial<KeyPress>) =>
      commandFor(allCommands, press(key, modifiers), true)?.id ?? null;
    expect(onMac('[', { code: 'Digit5', altKey: true })).toBe('rotate-left');
    expect(onMac('ß', { code: 'KeyS', altKey: true })).toBeNull();
    expect(onMac('¡', { code: 'Digit1', altKey: true })).toBeNull();
    expect(onMac('ArrowDown', { code: 'ArrowDown', altKey: true })).toBe('next-crop');
  });

  it('tells the plus sign from the plus between keys', () => {
    expect(matches('Mod++', press('+', { ctrlKey: true }))).toBe(true);
    expect(shortcutText('Mod+Shift+z', false)).toBe('Ctrl + Shift + Z');
    expect(shortcutText('+', false)).toBe('+');
    expect(shortcutText('Alt+ArrowUp', false)).toBe('Alt + ↑');
  });

  it('gives no key to two commands', () => {
    const shortcuts = allCommands.flatMap((command) => command.shortcuts);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
    expect(new Set(allCommands.map(({ id }) => id)).size).toBe(allCommands.length);
  });
});

describe('commands', () => {
  it('on a picture wait for a scan', () => {
    const state = { ...initialState, engine: { ...initialState.engine, status: 'ready' as const } };
    const enabled = allCommands.filter((command) => command.enabled(state)).map(({ id }) => id);
    expect(enabled).toEqual([
      'open',
      'open-sample',
      'recent',
      'compare-grades',
      'import-profiles',
      'proof-settings',
      'engine-panel',
      'settings',
      'palette',
      'shortcuts',
      'restart-engine',
    ]);
  });

  it('offer a restart only after a failure', () => {
    const failed = { ...initialState, engine: { ...initialState.engine, status: 'failed' as const } };
    const enabled = allCommands.filter((command) => command.enabled(failed)).map(({ id }) => id);
    expect(enabled).toEqual(['engine-panel', 'settings', 'palette', 'shortcuts', 'restart-engine']);
  });
});
