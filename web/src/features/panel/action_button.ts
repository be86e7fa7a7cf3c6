// A button for an action: its name, its shortcut, whether it can run and whether it is on.

import '@spectrum-web-components/action-button/sp-action-button.js';
import { type TemplateResult, css, html } from 'lit';
import type { Action } from '../../actions/action';
import { shortcutText } from '../../actions/keys';
import type { EditorState } from '../../state/store';
import { EditorElement } from '../editor_element';

const kMac = /mac/i.test(navigator.userAgent);

export class ActionButton extends EditorElement {
  static override properties = { action: { attribute: false }, icon: { attribute: false }, quiet: { type: Boolean } };
  declare action: Action;
  /** Shown instead of the label, which stays the accessible name. */
  declare icon: TemplateResult | null;
  declare quiet: boolean;

  static override styles = css`
    :host {
      display: inline-block;
    }
  `;

  constructor() {
    super();
    this.icon = null;
    this.quiet = false;
  }

  protected watch(state: EditorState) {
    return [this.action.enabled(state), this.action.active?.(state)];
  }

  override render() {
    const { action, icon } = this;
    const shortcut = action.shortcuts[0];
    const title = shortcut ? `${action.label} (${shortcutText(shortcut, kMac)})` : action.label;
    const active = action.active?.(this.state) ?? false;
    return html`
      <sp-action-button
        size="s"
        title=${title}
        label=${action.label}
        ?quiet=${this.quiet}
        ?toggles=${action.active !== undefined}
        ?selected=${active}
        ?disabled=${!action.enabled(this.state)}
        @click=${() => action.run(this.services)}
        @change=${(event: Event) => event.preventDefault()}
      >
        ${icon ?? action.label}
      </sp-action-button>
    `;
  }
}

customElements.define('el-action', ActionButton);
