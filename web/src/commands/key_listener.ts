// The keyboard of the page: runs the command of a key, unless the key belongs to what has the focus.

import { watchHandsOff } from '../ui/hands_off';
import { kMac } from '../ui/platform';
import type { Command, Services } from './command';
import { commandFor, hasMod, pressFrom } from './keys';

/** A momentary command's key held longer than this is let go as it was pressed: the effect ends. */
const kTapMs = 350;
/** Inputs in which no text is typed. */
const kWithoutText = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

interface Held {
  readonly command: Command;
  readonly code: string;
  readonly since: number;
  /** Whether the command was on before. */
  readonly active: boolean | undefined;
}

export function listenForKeys(target: Window, commands: readonly Command[], services: Services): () => void {
  const keyboard = new Keyboard(commands, services);
  const listeners = {
    keydown: (event: Event) => keyboard.pressed(event as KeyboardEvent),
    keyup: (event: Event) => keyboard.released(event as KeyboardEvent),
    input: (event: Event) => keyboard.typed(event),
    focusout: () => keyboard.left(),
  };
  const pointed = () => keyboard.pointed();
  for (const [name, listener] of Object.entries(listeners)) target.addEventListener(name, listener);
  target.addEventListener('pointerdown', pointed, { capture: true });
  const stopWatching = watchHandsOff(target, () => keyboard.letGo());
  return () => {
    stopWatching();
    target.removeEventListener('pointerdown', pointed, { capture: true });
    for (const [name, listener] of Object.entries(listeners)) target.removeEventListener(name, listener);
  };
}

class Keyboard {
  #held: Held | null = null;
  /** Enter presses the button that Tab has led to. One that was clicked has the focus by accident. */
  #byTab = false;
  /** The field with text that is not taken yet. */
  #typing: EventTarget | undefined;

  constructor(
    private readonly commands: readonly Command[],
    private readonly services: Services,
  ) {}

  pressed(event: KeyboardEvent): void {
    if (event.key === 'Tab') this.#byTab = true;
    if (event.key === 'Enter' || event.key === 'Escape') this.#typing = undefined;
    const { state } = this.services.editor;
    if (event.defaultPrevented || isComposed(event) || state.dialog !== null) return;
    const press = pressFrom(event);
    const withMod = hasMod(press, kMac);
    if (!withMod && takesText(event)) return;
    const command = commandFor(this.commands, press);
    if (!command || this.#belongsToFocus(command, event)) return;
    const enabled = command.enabled(state);
    // What the browser does with Ctrl and a key of ours is never wanted; a plain key is its own where we have no use for it.
    if (event.key !== 'Escape' && (withMod || enabled)) event.preventDefault();
    if (enabled && !(event.repeat && command.momentary)) this.#run(command, event);
  }

  released(event: KeyboardEvent): void {
    if (this.#held?.code !== placeOf(event)) return;
    if (event.timeStamp - this.#held.since > kTapMs) this.letGo();
    this.#held = null;
  }

  /** What a held key does ends. */
  letGo(): void {
    const held = this.#held;
    this.#held = null;
    // Meanwhile it may have ended by itself, as when another scan was opened.
    if (held && held.command.active?.(this.services.editor.state) !== held.active) held.command.run(this.services);
  }

  typed(event: Event): void {
    if (takesText(event)) this.#typing = event.composedPath()[0];
  }

  left(): void {
    this.#typing = undefined;
  }

  pointed(): void {
    this.#byTab = false;
  }

  #run(command: Command, event: KeyboardEvent): void {
    if (command.momentary) {
      this.letGo();
      const active = command.active?.(this.services.editor.state);
      this.#held = { command, code: placeOf(event), since: event.timeStamp, active };
    }
    command.run(this.services);
  }

  #belongsToFocus(command: Command, event: KeyboardEvent): boolean {
    if (command.ofText && this.#typing === event.composedPath()[0]) return true;
    return event.key === 'Enter' && this.#byTab && canBePressed(event);
  }
}

/** Shift may change what a key writes before it is let go, but not where it lies; keys on a screen have no place. */
function placeOf({ code, key }: KeyboardEvent): string {
  return code || key;
}

/** A key of an input method, which makes text of several: 229 where the browser says it before it says composing. */
function isComposed({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === 229;
}

/** Plain keys belong to who writes text or finds an entry of a list by its letter; commands with Ctrl do not. */
function takesText(event: Event): boolean {
  const target = event.composedPath()[0];
  if (target instanceof HTMLInputElement) return !kWithoutText.includes(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select'));
}

/** What can be pressed, by Enter as well. */
function canBePressed(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof Element && target.matches('button, summary, a, select');
}
