// The kit's dark theme.

import { Theme } from '@spectrum-web-components/theme';
import '@spectrum-web-components/theme/sp-theme.js';
import '@spectrum-web-components/theme/scale-medium.js';
import '@spectrum-web-components/theme/theme-dark.js';

// The element makes its template with innerHTML, which the page's policy refuses (Trusted Types), unless there is one.
const template = document.createElement('template');
template.content.append(document.createElement('slot'));
Object.assign(Theme, { templateElement: template });
