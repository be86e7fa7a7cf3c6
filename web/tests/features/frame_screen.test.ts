import { expect, it } from 'vitest';
import { FrameScreen, type ScreenPort } from '../../src/features/viewer/frame_screen';
import type { FromScreen, ToScreen } from '../../src/render/screen/protocol';

function setUp() {
  const sent: ToScreen[] = [];
  const heard: string[] = [];
  const port: ScreenPort = { postMessage: (message) => sent.push(message), onmessage: null, onerror: null };
  const screen = new FrameScreen(port, {
    restored: () => heard.push('restored'),
    failed: (message) => heard.push(`failed: ${message}`),
  });
  const upload = (name: string) =>
    screen.upload('whole', new Uint8Array(4), 1, 1, {
      taken: () => heard.push(`${name} taken`),
      shown: (time) => heard.push(`${name} shown ${time}`),
    });
  const answer = (data: FromScreen) => port.onmessage?.(new MessageEvent('message', { data }));
  return { sent, heard, upload, answer };
}

it('takes a frame that a newer one has replaced for taken and shown', () => {
  const { sent, heard, upload, answer } = setUp();
  upload('first');
  upload('second');
  expect(sent.map((message) => 'number' in message && message.number)).toEqual([1, 2]);
  answer({ type: 'taken', number: 2 });
  expect(heard).toEqual(['first taken', 'second taken']);
  answer({ type: 'shown', number: 2, time: 7 });
  expect(heard.slice(2)).toEqual(['first shown 7', 'second shown 7']);
  upload('third');
  answer({ type: 'taken', number: 3 });
  expect(heard.slice(4)).toEqual(['third taken']);
});

it('passes on what becomes of the screen', () => {
  const { heard, answer } = setUp();
  answer({ type: 'restored' });
  answer({ type: 'failed', message: 'no canvas' });
  expect(heard).toEqual(['restored', 'failed: no canvas']);
});
