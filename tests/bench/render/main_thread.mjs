// What a page's main thread did while something ran, by Chromium's own trace of its tasks.

const mark = 'easelight-main-thread';
const taskName = 'ThreadControllerImpl::RunTask';

/**
 * Milliseconds of the longest task of the page's main thread during `body`: by the clock, and of the processor's time. The
 * first counts what the task waited for a core that something else had.
 */
export async function longestTask(page, body) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      // No more than is needed: writing the trace takes time of the tasks that it measures.
      includedCategories: ['toplevel', 'blink.user_timing'],
      recordMode: 'recordAsMuchAsPossible',
    },
  });
  // Marks of the page's own tell its thread from those of others.
  const setMark = () => page.evaluate((name) => void performance.mark(name), mark);
  await setMark();
  await body();
  await setMark();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  const marks = events.filter(({ name }) => name === mark).sort((a, b) => a.ts - b.ts);
  if (marks.length < 2) throw new Error('the trace has lost the marks of the page');
  const [first, last] = [marks[0], marks.at(-1)];
  return events
    .filter(({ name, pid, tid, ts, dur = 0 }) => {
      const own = pid === first.pid && tid === first.tid;
      return own && name === taskName && ts > first.ts && ts + dur < last.ts;
    })
    .reduce(
      (most, { dur = 0, tdur = 0 }) => ({
        ms: Math.max(most.ms, dur / 1000),
        cpuMs: Math.max(most.cpuMs, tdur / 1000),
      }),
      { ms: 0, cpuMs: 0 },
    );
}
