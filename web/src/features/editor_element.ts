// The base of every element that shows something of the editor: renders again only when what it watches has changed.

import { LitElement, type PropertyDeclarations } from 'lit';
import type { Services } from '../commands/command';
import type { Editor } from '../workspace/editor';
import type { EditorState } from '../workspace/state';

export abstract class EditorElement extends LitElement {
  static override properties: PropertyDeclarations = { services: { attribute: false } };
  declare services: Services;

  #unsubscribe: (() => void) | null = null;
  #watched: readonly unknown[] = [];

  /** The values of the state that this element's look depends on. */
  protected abstract watch(state: EditorState): readonly unknown[];

  protected get editor(): Editor {
    return this.services.editor;
  }

  protected get state(): EditorState {
    return this.services.editor.state;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.editor.store.subscribe(() => this.#changed());
    this.#watched = this.watch(this.state);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
  }

  #changed(): void {
    const watched = this.watch(this.state);
    if (watched.every((value, index) => Object.is(value, this.#watched[index]))) return;
    this.#watched = watched;
    this.requestUpdate();
  }
}
