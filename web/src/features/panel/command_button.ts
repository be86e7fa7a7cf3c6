// A button for a command: its name, its shortcut, whether it can run and whether it is on.

import { type TemplateResult, css, html } from 'lit';
import type { Command } from '../../commands/command';
import { firstShortcut } from '../../commands/keys';
import type { EditorState } from '../../workspace/state';
import '../../ui/button';
import { EditorElement } from '../editor_element';

export class CommandButton extends EditorElement {
  static override properties = { command: { attribute: false }, icon: { attribute: false }, name: {} };
  declare command: Command;
  /** Shown instead of the label, which stays the accessible name. */
  declare icon: TemplateResult | null;
  /** Instead of the label, where another button of the same command has that. */
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
    return [this.command.enabled(state), this.command.active?.(state)];
  }

  override render() {
    const { command, icon } = this;
    const name = this.name || command.label;
    return html`
      <el-button
        label=${icon ? name : ''}
        hint=${firstShortcut(command)}
        look=${icon ? 'quiet' : 'filled'}
        ?icon=${icon !== null}
        .pressed=${command.active?.(this.state) ?? null}
        ?disabled=${!command.enabled(this.state)}
        @click=${() => command.run(this.services)}
        >${icon ?? name}</el-button
      >
    `;
  }
}

customElements.define('el-command', CommandButton);
