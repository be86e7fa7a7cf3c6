// Short forms for the templates of the panel.

import { type TemplateResult, html } from 'lit';
import type { Command, Services } from '../../commands/command';
import type { Parameter } from '../../state/parameters';
import './command_button';
import './parameter_slider';

export function sliders(services: Services, parameters: readonly Parameter[]): TemplateResult[] {
  return parameters.map(
    (parameter) => html`<el-parameter .services=${services} .parameter=${parameter}></el-parameter>`,
  );
}

export function button(services: Services, command: Command, icon: TemplateResult | null = null): TemplateResult {
  return html`<el-command
    .services=${services}
    .command=${command}
    .icon=${icon}
    ?quiet=${icon !== null}
  ></el-command>`;
}
