// A static file server for the built page: `node tools/serve.mjs FOLDER [--port N] [--host NAME]`.
// It sends the site's headers: those that isolate the page, which shared memory, and so the engine's threads, needs, and its
// policy.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { headers as siteHeaders } from '../web/headers.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.tif': 'image/tiff',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

// `no-cache` means: keep it, but ask whether it is still the same. A rebuilt page is seen at the next reload, and a new
// service worker at once.
const headers = { ...siteHeaders, 'Cache-Control': 'no-cache' };

/** The file below `root` that a request's address names, or null where it names nothing below it. */
export function fileFromAddress(root, address) {
  let name;
  try {
    name = decodeURIComponent(address.split(/[?#]/, 1)[0]);
  } catch {
    return null;
  }
  if (!name.startsWith('/') || name.includes('\0') || name.split(/[/\\]/).includes('..')) return null;
  return path.join(root, name.endsWith('/') ? `${name}index.html` : name);
}

async function respond(root, request, response) {
  const end = (status, extra = {}, text = '') => {
    response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8', ...extra });
    response.end(request.method === 'HEAD' ? undefined : text);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return end(405, { Allow: 'GET, HEAD' }, 'GET or HEAD only\n');

  const file = fileFromAddress(root, request.url ?? '/');
  const info = file && (await stat(file).catch(() => null));
  if (info?.isDirectory()) return end(301, { Location: `${request.url.split('?', 1)[0].replace(/^\/+/, '/')}/` });
  if (!info?.isFile()) return end(404, {}, 'not found\n');

  const tag = `"${info.size.toString(36)}-${Math.floor(info.mtimeMs).toString(36)}"`;
  if (request.headers['if-none-match'] === tag) return end(304, { ETag: tag });
  response.writeHead(200, {
    ...headers,
    'Content-Type': types[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': info.size,
    ETag: tag,
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

export function createPageServer(root) {
  const folder = path.resolve(root);
  return createServer((request, response) => {
    respond(folder, request, response).catch(() => response.destroy());
  });
}

function main(args) {
  const option = (name, otherwise) => (args.includes(name) ? args[args.indexOf(name) + 1] : otherwise);
  const [root] = args;
  const port = Number(option('--port', '8080'));
  const host = option('--host', 'localhost');
  if (!root || root.startsWith('--') || !Number.isInteger(port) || port < 0 || port > 65535) {
    console.error('usage: node tools/serve.mjs FOLDER [--port N] [--host NAME]');
    process.exit(2);
  }
  const server = createPageServer(root);
  server.on('error', (error) => {
    console.error(error.code === 'EADDRINUSE' ? `port ${port} is in use; choose another with --port` : error.message);
    process.exit(1);
  });
  server.listen(port, host === 'localhost' ? '127.0.0.1' : host, () => {
    const { port: chosen } = server.address();
    // A browser may take `localhost` for either address; not every machine has the second.
    if (host === 'localhost')
      createPageServer(root)
        .on('error', () => {})
        .listen(chosen, '::1');
    console.log(`Easelight is at http://${host}:${chosen}`);
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
