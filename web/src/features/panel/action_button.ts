// A button for an action: its name, its shortcut, whether it can run and whether it is on.

import { type TemplateResult, css, html } from 'lit';
import type { Action } from '../../actions/action';
import { firstShortcut } from '../../actions/keys';
import type { EditorState } from '../../state/store';
import '../../ui/button';
import { EditorElement } from '../editor_element';

export class ActionButton extends EditorElement {
  static override properties = { action: { attribute: false }, icon: { attribute: false }, name: {} };
  declare action: Action;
  /** Shown instead of the label, which stays the accessible name. */
  declare icon: TemplateResult | null;
  /** Instead of the label, where another button of the same action has that. */
  declare name: string;

  static override styles = css`
    :host {
      display: inline-block;
    }
  `;

  constructor() {
    super();
    this.icon = null;
    this.name = '';
  }

  protected watch(state: EditorState) {
    return [this.action.enabled(state), this.action.active?.(state)];
  }

  override render() {
    const { action, icon } = this;
    const name = this.name || action.label;
    return html`
      <el-button
        label=${icon ? name : ''}
        hint=${firstShortcut(action)}
        look=${icon ? 'quiet' : 'filled'}
        ?icon=${icon !== null}
        .pressed=${action.active?.(this.state) ?? null}
        ?disabled=${!action.enabled(this.state)}
        @click=${() => action.run(this.services)}
        >${icon ?? name}</el-button
      >
    `;
  }
}

customElements.define('el-action', ActionButton);
