import { beforeEach, describe, expect, it } from 'vitest';
import { Teller } from '../../../src/render/screen/teller';

let time: number;
let told: string[];
let waiting: { readonly run: () => void; readonly milliseconds: number }[];
let teller: Teller<string>;

beforeEach(() => {
  time = 1000;
  told = [];
  waiting = [];
  teller = new Teller(
    (value) => told.push(value),
    () => time,
    (run, milliseconds) => waiting.push({ run, milliseconds }),
  );
  teller.set('first', false);
});

describe('Teller', () => {
  it('tells the first at once, then the newest a tenth of a second later', () => {
    time += 16;
    teller.set('second', false);
    time += 16;
    teller.set('third', false);
    expect(told).toEqual(['first']);
    expect(waiting.map(({ milliseconds }) => milliseconds)).toEqual([84]);
    waiting[0]?.run();
    expect(told).toEqual(['first', 'third']);
  });

  it('tells at once what is urgent, and nothing twice', () => {
    teller.set('second', false);
    teller.set('third', true);
    waiting[0]?.run();
    expect(told).toEqual(['first', 'third']);
  });

  it('tells whoever waits what there is, or else what comes', () => {
    teller.set('second', false);
    teller.hurry();
    expect(told).toEqual(['first', 'second']);
    teller.hurry();
    teller.set('third', false);
    teller.set('fourth', false);
    expect(told).toEqual(['first', 'second', 'third']);
  });
});
