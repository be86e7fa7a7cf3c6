// What the page's main thread did while something ran: Chromium's own trace of its tasks.

import type { CDPSession, Page } from '@playwright/test';

export interface MainThreadTasks {
  /** How long each task took by the clock, in ms, longest first. */
  readonly durations: readonly number[];
  /** The longest task and what ran in it, longest first. */
  readonly longest: readonly { readonly name: string; readonly ms: number }[];
}

/** The part of a trace event that is read here; times are in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
}

/** A mark of the page's own tells its main thread from those of other pages. */
const kMark = 'easelight-main-thread';
/** Inside the category of the tasks: what they were for. */
const kCategories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];
const kTaskNames = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);

/** Runs `body` and returns the tasks of the page's main thread meanwhile. */
export async function traceMainThread(page: Page, body: () => Promise<void>): Promise<MainThreadTasks> {
  const session = await page.context().newCDPSession(page);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: kCategories, recordMode: 'recordAsMuchAsPossible' },
  });
  const mark = () => page.evaluate((name) => void performance.mark(name), kMark);
  await mark();
  await body();
  await mark();
  const events = await endTracing(session);
  await session.detach();
  return tasksBetweenMarks(events);
}

async function endTracing(session: CDPSession): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  return events;
}

function tasksBetweenMarks(events: readonly TraceEvent[]): MainThreadTasks {
  const marks = events.filter(({ name }) => name === kMark).sort((a, b) => a.ts - b.ts);
  const [first, last] = [marks[0], marks.at(-1)];
  if (!first || !last || first === last) throw new Error('the trace has lost the marks of the page');
  const own = events.filter(
    ({ pid, tid, ph, ts, dur }) =>
      pid === first.pid && tid === first.tid && ph === 'X' && ts > first.ts && ts + (dur ?? 0) < last.ts,
  );
  const tasks = own.filter(({ name }) => kTaskNames.has(name)).sort((a, b) => duration(b) - duration(a));
  const [longest] = tasks;
  const inside = longest ? own.filter((event) => event.ts >= longest.ts && end(event) <= end(longest)) : [];
  return {
    durations: tasks.map(duration),
    longest: inside.map((event) => ({ name: event.name, ms: duration(event) })).sort((a, b) => b.ms - a.ms),
  };
}

const duration = ({ dur = 0 }: TraceEvent) => dur / 1000;
const end = ({ ts, dur = 0 }: TraceEvent) => ts + dur;
