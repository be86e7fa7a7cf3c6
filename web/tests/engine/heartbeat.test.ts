import { describe, expect, it } from 'vitest';
import { Heartbeat } from '../../src/engine/heartbeat';

describe('Heartbeat', () => {
  it('counts only while something is awaited', () => {
    const heartbeat = new Heartbeat();
    for (let tick = 0; tick < 10; tick += 1) expect(heartbeat.tick(true)).toBe('ask');
    expect(heartbeat.tick(false)).toBe('idle');
    for (let tick = 0; tick < 10; tick += 1) expect(heartbeat.tick(true)).toBe('ask');
    expect(heartbeat.tick(true)).toBe('dead');
  });

  it('starts anew with every word', () => {
    const heartbeat = new Heartbeat();
    for (let tick = 0; tick < 50; tick += 1) {
      expect(heartbeat.tick(true)).toBe('ask');
      heartbeat.heard();
    }
  });
});
