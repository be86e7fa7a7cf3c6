// A proxy that lets through what goes to one site, refuses the rest, and keeps a list of it: it sees every request of a
// browser, also those that no tool of the page's shows.

import { type IncomingMessage, type Server, type ServerResponse, createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

export class LoggingProxy {
  /** Addresses on the site, and hosts or addresses elsewhere, in the order they were asked for. */
  readonly passed: string[] = [];
  readonly refused: string[] = [];
  readonly #server: Server;

  private constructor(private readonly site: string) {
    this.#server = createServer((request, response) => this.#pass(request, response));
    // Everything encrypted begins so. The site of a test is not.
    this.#server.on('connect', (request, socket) => {
      this.refused.push(request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
  }

  static async start(site: string): Promise<LoggingProxy> {
    const proxy = new LoggingProxy(site);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const address = request.url ?? '';
    if (!address.startsWith(this.site)) {
      this.refused.push(address);
      response.writeHead(403).end();
      return;
    }
    this.passed.push(address);
    const { port, pathname, search } = new URL(address);
    const options = {
      host: '127.0.0.1',
      port,
      path: pathname + search,
      method: request.method,
      headers: request.headers,
    };
    const onward = send(options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}
