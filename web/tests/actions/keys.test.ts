import { describe, expect, it } from 'vitest';
import { allActions } from '../../src/actions/actions';
import { type KeyPress, actionFor, matches, shortcutText } from '../../src/actions/keys';
import { initialState } from '../../src/state/store';

const press = (key: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});
const idFor = (key: string, modifiers?: Partial<KeyPress>) => actionFor(allActions, press(key, modifiers))?.id ?? null;

describe('keys', () => {
  it('finds the commands', () => {
    expect(idFor('z', { ctrlKey: true })).toBe('undo');
    expect(idFor('Z', { ctrlKey: true, shiftKey: true })).toBe('redo');
    expect(idFor('o', { metaKey: true })).toBe('open');
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
  });

  it('tells the plus sign from the plus between keys', () => {
    expect(matches('Mod++', press('+', { ctrlKey: true }))).toBe(true);
    expect(shortcutText('Mod+Shift+z', false)).toBe('Ctrl + Shift + Z');
    expect(shortcutText('+', false)).toBe('+');
    expect(shortcutText('Alt+ArrowUp', false)).toBe('Alt + ↑');
  });

  it('gives no key to two commands', () => {
    const shortcuts = allActions.flatMap((action) => action.shortcuts);
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
    expect(new Set(allActions.map(({ id }) => id)).size).toBe(allActions.length);
  });
});

describe('actions', () => {
  it('on a picture wait for a scan', () => {
    const state = { ...initialState, engine: { ...initialState.engine, status: 'ready' as const } };
    const enabled = allActions.filter((action) => action.enabled(state)).map(({ id }) => id);
    expect(enabled).toEqual([
      'open',
      'open-sample',
      'recent',
      'compare-grades',
      'engine-panel',
      'settings',
      'shortcuts',
      'restart-engine',
    ]);
  });

  it('offer a restart only after a failure', () => {
    const failed = { ...initialState, engine: { ...initialState.engine, status: 'failed' as const } };
    const enabled = allActions.filter((action) => action.enabled(failed)).map(({ id }) => id);
    expect(enabled).toEqual(['engine-panel', 'settings', 'shortcuts', 'restart-engine']);
  });
});
