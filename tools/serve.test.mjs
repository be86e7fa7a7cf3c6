import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { headers as siteHeaders } from '../web/headers.mjs';
import { createPageServer, fileFromAddress } from './serve.mjs';

let folder;
let server;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'easelight-serve-'));
  await mkdir(path.join(folder, 'site/engine'), { recursive: true });
  await writeFile(path.join(folder, 'secret.txt'), 'secret');
  await writeFile(path.join(folder, 'site/index.html'), '<!doctype html>');
  await writeFile(path.join(folder, 'site/engine/engine.mjs'), 'export {};');
  await writeFile(path.join(folder, 'site/engine/engine.wasm'), '\0asm');
  server = createPageServer(path.join(folder, 'site'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
});

after(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

// Not fetch: it would tidy the address before sending it.
function get(address, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port: server.address().port, path: address, headers, method, agent: false },
      (response) => {
        let text = '';
        response.on('data', (part) => (text += part));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      },
    )
      .on('error', reject)
      .end();
  });
}

test('serves the index and the right types', async () => {
  assert.equal((await get('/?x=1')).text, '<!doctype html>');
  assert.match((await get('/engine/engine.mjs')).headers['content-type'], /^text\/javascript/);
  assert.equal((await get('/engine/engine.wasm')).headers['content-type'], 'application/wasm');
});

test('every response has the headers of the site, errors too', async () => {
  for (const address of ['/', '/engine/engine.mjs', '/nothing', '/engine']) {
    const { headers } = await get(address);
    for (const [name, value] of Object.entries(siteHeaders)) {
      assert.equal(headers[name.toLowerCase()], value, `${address}: ${name}`);
    }
    // A new service worker must be seen at the next visit.
    assert.equal(headers['cache-control'], 'no-cache', address);
  }
});

test('an unchanged file is not sent again', async () => {
  const { headers } = await get('/index.html');
  const again = await get('/index.html', { 'If-None-Match': headers.etag });
  assert.equal(again.status, 304);
  assert.equal(again.text, '');
});

test('nothing outside the folder is reachable', async () => {
  for (const address of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/engine/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%00',
    '/%',
  ]) {
    assert.equal((await get(address)).status, 404, address);
  }
  assert.equal(fileFromAddress('/site', '/../x'), null);
});

test('a folder without a slash redirects inside this server, and only reading is allowed', async () => {
  assert.equal((await get('/engine')).headers.location, '/engine/');
  assert.equal((await get('//engine')).headers.location, '/engine/');
  assert.equal((await get('/', {}, 'POST')).status, 405);
});
