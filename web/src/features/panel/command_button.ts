// A button for a command: its name, its shortcut, whether it can run and whether it is on.

import '@spectrum-web-components/action-button/sp-action-button.js';
import { type TemplateResult, css, html } from 'lit';
import type { Command } from '../../commands/command';
import { shortcutText } from '../../commands/keys';
import type { EditorState } from '../../state/store';
import { EditorElement } from '../editor_element';

export class CommandButton extends EditorElement {
  static override properties = { command: { attribute: false }, icon: { attribute: false }, quiet: { type: Boolean } };
  declare command: Command;
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
    return [this.command.enabled(state), this.command.active?.(state)];
  }

  override render() {
    const { command, icon } = this;
    const shortcut = command.shortcuts[0];
    const title = shortcut ? `${command.label} (${shortcutText(shortcut)})` : command.label;
    const active = command.active?.(this.state) ?? false;
    return html`
      <sp-action-button
        size="s"
        title=${title}
        label=${command.label}
        ?quiet=${this.quiet}
        ?toggles=${command.active !== undefined}
        ?selected=${active}
        ?disabled=${!command.enabled(this.state)}
        @click=${() => command.run(this.services)}
        @change=${(event: Event) => event.preventDefault()}
      >
        ${icon ?? command.label}
      </sp-action-button>
    `;
  }
}

customElements.define('el-command', CommandButton);
