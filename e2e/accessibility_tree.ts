// The page as Chromium tells it to assistive technology.

import type { Page } from '@playwright/test';

export interface Control {
  readonly role: string;
  readonly name: string;
  readonly description: string;
}

/** What can be pressed, typed into, chosen or moved. Headings that fold their section are headings first. */
const kRoles: readonly string[] = [
  'button',
  'checkbox',
  'combobox',
  'link',
  'menuitem',
  'radio',
  'slider',
  'tab',
  'textbox',
  'PopUpButton',
  'ComboBoxMenuButton',
  'ComboBoxSelect',
];

/** Every control that can be reached: those under a modal dialog and in what is folded away are not among them. */
export async function controlsOf(page: Page): Promise<Control[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored, role }) => !ignored && kRoles.includes(String(role?.value)))
    .map(({ role, name, description }) => ({
      role: String(role?.value),
      name: String(name?.value ?? ''),
      description: String(description?.value ?? ''),
    }));
}
