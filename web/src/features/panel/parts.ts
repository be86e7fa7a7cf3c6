// Short forms for the templates of the panel.

import { type TemplateResult, html } from 'lit';
import type { Command, Services } from '../../commands/command';
import { firstShortcut } from '../../commands/keys';
import type { Parameter } from '../../documents/parameters';
import type { MenuItem } from '../../ui/menu';
import './command_button';
import './parameter_slider';

export function sliders(services: Services, parameters: readonly Parameter[]): TemplateResult[] {
  return parameters.map(
    (parameter) => html`<el-parameter .services=${services} .parameter=${parameter}></el-parameter>`,
  );
}

export function button(services: Services, command: Command, icon: TemplateResult | null = null): TemplateResult {
  return html`<el-command .services=${services} .command=${command} .icon=${icon}></el-command>`;
}

/** A second button of a command that another one on screen has, with a name of its own. */
export function renamedButton(
  services: Services,
  command: Command,
  name: string,
  icon: TemplateResult | null = null,
): TemplateResult {
  return html`<el-command .services=${services} .command=${command} .icon=${icon} name=${name}></el-command>`;
}

export function menuItem(services: Services, command: Command): MenuItem {
  return {
    label: command.label,
    shortcut: firstShortcut(command),
    disabled: !command.enabled(services.editor.state),
    run: () => command.run(services),
  };
}
