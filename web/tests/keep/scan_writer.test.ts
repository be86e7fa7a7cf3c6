import { describe, expect, it } from 'vitest';
import type { CompletedRecipe, Recipe } from '../../src/engine/protocol';
import { kVersion } from '../../src/keep/migrations';
import type { Head, Part } from '../../src/keep/records';
import { readGrade } from '../../src/keep/scan_reader';
import { type Grade, type Plan, ScanWriter } from '../../src/keep/scan_writer';
import { Unreadable } from '../../src/keep/unreadable';
import { type Grading, gradingOf, withRecipe } from '../../src/documents/grading';
import { History } from '../../src/documents/history';
import { withDensity } from '../../src/documents/recipe';
import { started, testRecipe } from '../recipes';

const start = testRecipe();
const { why: startReasons } = started(start);
const gamma = (value: number) => withDensity(start, { gamma: value });
const believe = async (texts: readonly string[]): Promise<CompletedRecipe[]> =>
  texts.map((text) => ({ ok: true, recipe: JSON.parse(text) as Recipe }));

const refusal = (code: string): CompletedRecipe => ({ ok: false, code, name: 'worker-failed', args: { reason: 'no' } });

/** The parts as a disk has them. */
class Disk {
  readonly parts = new Map<string, Part>();

  apply({ puts, deletes }: Plan): void {
    for (const key of deletes) this.parts.delete(JSON.stringify(key));
    for (const part of puts) this.parts.set(JSON.stringify(part.key), part);
  }

  read(plan: Plan, complete = believe) {
    return readGrade(headOf(plan), [...this.parts.values()], complete);
  }
}

function headOf({ index }: Plan): Head {
  const facts = { container: 'TIFF', width: 1, height: 1, channels: 3, bits: 16 } as const;
  const file = { name: 'a.tif', size: 1, lastModified: 0 };
  const rest = { tab: 't', changed: 0, used: 0, file, scan: facts, picture: '', storeKey: null, exporting: null };
  return { schema: kVersion, key: 'a', revision: 1, ...rest, ...index };
}

/** A grade that is edited as the page does. */
class Session {
  grading: Grading = gradingOf(start);
  readonly history = new History();
  #time = 0;

  get grade(): Grade {
    return { grading: this.grading, stacks: this.history.stacks, start, startReasons };
  }
  edit(next: Grading): void {
    this.history.record('gamma', this.grading, next, (this.#time += 1000));
    this.grading = next;
  }
  resume({ grading, stacks }: Grade): void {
    this.grading = grading;
    this.history.load(stacks);
  }
  gamma(value: number): void {
    this.edit(withRecipe(this.grading, gamma(value)));
  }
}

/** Without the times, which are of one visit only. */
const untimed = ({ grading, stacks, start: first, startReasons: reasons }: Grade) =>
  JSON.parse(JSON.stringify({ grading, stacks, first, reasons }, (key, value) => (key === 'time' ? undefined : value)));

const bytes = ({ puts }: Plan) => JSON.stringify(puts).length;

describe('ScanWriter', () => {
  it('writes what comes back the same', async () => {
    const session = new Session();
    session.gamma(2);
    session.edit({ ...session.grading, crops: [...session.grading.crops, gamma(3)], current: 1 });
    session.edit({ ...session.grading, snapshots: [{ name: 'Warm', recipe: gamma(2.5) }] });
    session.history.undo();
    const disk = new Disk();
    const plan = new ScanWriter('a').plan(session.grade);
    disk.apply(plan);
    const read = await disk.read(plan);
    expect(untimed(read)).toEqual(untimed(session.grade));
    expect(read.historyLost).toBe(false);
  });

  it('brings back reasons of the start that are whole, and the grade without others', async () => {
    const session = new Session();
    const disk = new Disk();
    const plan = new ScanWriter('a').plan(session.grade);
    disk.apply(plan);
    const broken = [null, 3, 'rebate', {}, [], { ...startReasons, base: 'leader' }, { ...startReasons, doubt: [1] }];
    const missing = { ...startReasons, setup: undefined };
    for (const reasons of [...broken, missing, { ...startReasons, fromPicture: NaN }]) {
      const read = await disk.read({ ...plan, index: { ...plan.index, startReasons: reasons } });
      expect(read.startReasons).toBeNull();
      expect(read.start).toEqual(start);
    }
    const without = await disk.read({ ...plan, index: { ...plan.index, start: null } });
    expect(without.startReasons).toBeNull();
  });

  it('writes little for a change, however long the history and however many the crops', () => {
    const session = new Session();
    session.edit({ ...session.grading, crops: Array.from({ length: 64 }, (_, index) => gamma(1 + index / 100)) });
    for (let step = 0; step < 1100; step += 1) session.gamma(1 + step / 1000);
    const writer = new ScanWriter('a');
    const first = writer.plan(session.grade);
    first.written();
    session.gamma(5);
    const second = writer.plan(session.grade);
    expect(bytes(second)).toBeLessThan(2000);
    expect(second.deletes).toEqual([]);
    second.written();
    session.grading = session.history.undo() ?? session.grading;
    expect(bytes(writer.plan(session.grade))).toBeLessThan(500);
  });

  it('keeps disk and session the same through edits, undo, redo and sweeps', async () => {
    const session = new Session();
    const disk = new Disk();
    let writer = new ScanWriter('a');
    let plan = writer.plan(session.grade);
    disk.apply(plan);
    plan.written();
    for (let step = 0; step < 600; step += 1) {
      if (step % 7 === 5) session.grading = session.history.undo() ?? session.grading;
      else if (step % 7 === 6 && step % 2) session.grading = session.history.redo() ?? session.grading;
      // As in a drag: written, but never in the history.
      else if (step % 7 > 1 && step % 7 < 5) session.grading = withRecipe(session.grading, gamma(4 + step / 1e4));
      else session.gamma(1 + step / 1000);
      plan = writer.plan(session.grade);
      disk.apply(plan);
      plan.written();
      if (step % 100 === 0 || step > 597) {
        const read = await disk.read(plan);
        expect(untimed(read)).toEqual(untimed(session.grade));
        session.resume(read);
        writer = new ScanWriter('a', read);
      }
    }
    expect(disk.parts.size).toBeLessThan(3 * session.history.length + 250);
  });

  it('writes the same again where that could not be written', () => {
    const session = new Session();
    const writer = new ScanWriter('a');
    session.gamma(2);
    const lost = writer.plan(session.grade);
    expect(writer.plan(session.grade)).toMatchObject({ puts: lost.puts, deletes: lost.deletes });
  });

  it('goes on after reading without writing everything again', async () => {
    const session = new Session();
    for (let step = 0; step < 50; step += 1) session.gamma(1 + step / 100);
    const disk = new Disk();
    const plan = new ScanWriter('a').plan(session.grade);
    disk.apply(plan);
    const read = await disk.read(plan);
    const again = new ScanWriter('a', read).plan(read);
    expect(again.puts).toEqual([]);
    expect(again.deletes).toEqual([]);
  });
});

describe('readGrade', () => {
  const session = new Session();
  session.gamma(2);
  session.gamma(3);

  function written(): { disk: Disk; plan: Plan } {
    const disk = new Disk();
    const plan = new ScanWriter('a').plan(session.grade);
    disk.apply(plan);
    return { disk, plan };
  }

  it('refuses a grade with a recipe that the engine refuses, and says which', async () => {
    const { disk, plan } = written();
    const refuse = async (texts: readonly string[]): Promise<CompletedRecipe[]> =>
      texts.map(() => ({
        ok: false,
        code: 'out-of-range',
        name: 'worker-failed',
        args: { reason: 'gamma 9 is not in 0.1 to 6' },
      }));
    await expect(disk.read(plan, refuse)).rejects.toThrow('gamma 9 is not in 0.1 to 6');
  });

  it('does not take an engine that does not answer for damage', async () => {
    const { disk, plan } = written();
    const dead = () => Promise.reject(new Error('the engine was stopped'));
    await expect(disk.read(plan, dead)).rejects.not.toBeInstanceOf(Unreadable);
    const damaged = () => disk.read(plan, async (texts) => texts.map(() => refusal('out-of-range')));
    await expect(damaged()).rejects.toMatchObject({ name: 'Unreadable', newer: false });
  });

  it('takes a key that the engine does not know for that of a newer version, even in a step that was undone', async () => {
    const { disk, plan } = written();
    const last = async (texts: readonly string[]): Promise<CompletedRecipe[]> =>
      (await believe(texts)).map((one, index) => (index === texts.length - 1 ? refusal('unsupported') : one));
    await expect(disk.read(plan, last)).rejects.toMatchObject({ name: 'Unreadable', newer: true });
  });

  it('leaves out a history with a step that is missing', async () => {
    const { disk, plan } = written();
    disk.parts.delete(JSON.stringify(['a', 'entry', 0]));
    const read = await disk.read(plan);
    expect(read.historyLost).toBe(true);
    expect(read.stacks).toEqual({ past: [], future: [] });
    expect(read.grading).toEqual(session.grading);
  });

  it('refuses a grading that is missing or has a shape of its own', async () => {
    const { disk, plan } = written();
    const key = ['a', 'grading', plan.index.grading] as const;
    disk.parts.set(JSON.stringify(key), { key: [...key], value: { crops: [1], current: 1, snapshots: [] } });
    await expect(disk.read(plan)).rejects.toThrow('damaged');
    disk.parts.delete(JSON.stringify(key));
    await expect(disk.read(plan)).rejects.toThrow('missing');
  });
});
