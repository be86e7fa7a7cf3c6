import { expect, it } from 'vitest';
import { Latency } from '../../../src/render/screen/latency';

it('has the last value, and median and 95th percentile of the last two hundred', () => {
  const latency = new Latency();
  expect(latency.figures).toEqual({ last: 0, median: 0, p95: 0 });
  for (let sample = 1; sample <= 300; sample += 1) latency.add(sample);
  expect(latency.figures).toEqual({ last: 300, median: 200, p95: 290 });
});
