// The browser's own dialog for reading a file again, which is no page: it is found and pressed through UI DevTools, with
// which Chromium's developers look at its windows.

import { type AddressInfo, createServer } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';

const kDialog = 'FileSystemAccessRestorePermissionBubbleView';

/** In their order in the dialog. */
const kAnswers = ['allow this time', 'allow on every visit', 'do not allow'] as const;

export type Answer = (typeof kAnswers)[number];

interface Node {
  readonly nodeId: number;
  readonly nodeName: string;
  readonly attributes?: readonly string[];
  readonly children?: readonly Node[];
}

/** What Chromium has to be started with. */
export interface DialogTools {
  readonly port: number;
  readonly args: readonly string[];
}

export async function dialogTools(): Promise<DialogTools> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return {
    port,
    args: [`--enable-ui-devtools=${port}`, '--enable-features=ui-debug-tools-enable-synthetic-events'],
  };
}

export class BrowserDialog {
  private constructor(private readonly page: Page) {}

  /**
   * From an empty page, whose policy lets it connect. To be called before a dialog is there: a tab on top ends it. Null
   * where the browser was built without these tools.
   */
  static async connect(context: BrowserContext, { port }: DialogTools): Promise<BrowserDialog | null> {
    const page = await context.newPage();
    const connected = await page.evaluate(async (address) => {
      const socket = new WebSocket(address);
      const waiting = new Map<number, (answer: unknown) => void>();
      socket.onmessage = ({ data }) => {
        const { id, result, error } = JSON.parse(String(data));
        waiting.get(id)?.(error ? Promise.reject(new Error(error.message)) : result);
      };
      const opened = await new Promise<boolean>((resolve) => {
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      });
      let last = 0;
      const call = (method: string, params: object) =>
        new Promise((resolve) => {
          last += 1;
          waiting.set(last, resolve);
          socket.send(JSON.stringify({ id: last, method, params }));
        });
      Object.assign(globalThis, { call });
      return opened;
    }, `ws://127.0.0.1:${port}/0`);
    return connected ? new BrowserDialog(page) : null;
  }

  async isOpen(): Promise<boolean> {
    return (await this.#buttons()).length > 0;
  }

  async press(answer: Answer): Promise<void> {
    const button = (await this.#buttons())[kAnswers.indexOf(answer)];
    if (!button) throw new Error(`the dialog has no button to ${answer}`);
    for (const type of ['mousePressed', 'mouseReleased']) {
      const event = { type, x: 10, y: 10, button: 'left', wheelDirection: 'none' };
      await this.#call('DOM.dispatchMouseEvent', { nodeId: button.nodeId, event });
    }
  }

  async #buttons(): Promise<Node[]> {
    const { root } = (await this.#call('DOM.getDocument')) as { root: Node };
    const dialog = below(root).find((node) => node.nodeName === 'Widget' && has(node, kDialog));
    return dialog ? below(dialog).filter((node) => has(node, 'MdTextButton')) : [];
  }

  #call(method: string, params: object = {}): Promise<unknown> {
    return this.page.evaluate(
      ([name, values]) =>
        (globalThis as unknown as { call(method: string, params: object): Promise<unknown> }).call(name, values),
      [method, params] as const,
    );
  }
}

const has = ({ attributes = [] }: Node, word: string) => attributes.includes(word);

const below = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(below)];
