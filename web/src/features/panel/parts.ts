// Short forms for the templates of the panel.

import { type TemplateResult, html } from 'lit';
import type { Action, Services } from '../../actions/action';
import { firstShortcut } from '../../actions/keys';
import type { Parameter } from '../../state/parameters';
import type { MenuItem } from '../../ui/menu';
import './action_button';
import './parameter_slider';

export function sliders(services: Services, parameters: readonly Parameter[]): TemplateResult[] {
  return parameters.map(
    (parameter) => html`<el-parameter .services=${services} .parameter=${parameter}></el-parameter>`,
  );
}

export function button(services: Services, action: Action, icon: TemplateResult | null = null): TemplateResult {
  return html`<el-action .services=${services} .action=${action} .icon=${icon}></el-action>`;
}

/** A second button of an action that another one on screen has, with a name of its own. */
export function renamedButton(
  services: Services,
  action: Action,
  name: string,
  icon: TemplateResult | null = null,
): TemplateResult {
  return html`<el-action .services=${services} .action=${action} .icon=${icon} name=${name}></el-action>`;
}

export function menuItem(services: Services, action: Action): MenuItem {
  return {
    label: action.label,
    shortcut: firstShortcut(action),
    disabled: !action.enabled(services.editor.state),
    run: () => action.run(services),
  };
}
