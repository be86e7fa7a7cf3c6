// Short forms for the templates of the panel.

import { type TemplateResult, html } from 'lit';
import type { Action, Services } from '../../actions/action';
import type { Parameter } from '../../state/parameters';
import './action_button';
import './parameter_slider';

export function sliders(services: Services, parameters: readonly Parameter[]): TemplateResult[] {
  return parameters.map(
    (parameter) => html`<el-parameter .services=${services} .parameter=${parameter}></el-parameter>`,
  );
}

export function button(services: Services, action: Action, icon: TemplateResult | null = null): TemplateResult {
  return html`<el-action .services=${services} .action=${action} .icon=${icon} ?quiet=${icon !== null}></el-action>`;
}
