// Whether this window looks like a private one, all of which goes when it is closed. No browser says so, and each hides it.
//
// Chromium tells private and ordinary windows the same quota, heap limit, permissions and answer to persist(), on purpose
// (compared with 156). What differs is where the private file system lies: in an ordinary window on disk, where the worker
// reads by itself; in a private one in the memory of the browser's own process, so that each read is a message there and
// back, and there is nothing to flush. Measured with 156 on two slow cores, idle and with twice the work they can do, in
// microseconds: a read takes 1 on disk and 200 to 370 in private; a flush 30 and more on disk, and nothing in private.
//
// Firefox and Safari deny a private window the private file system, each with an error of its own.
//
// It can be wrong. Missed are private windows whose scan is held by the worker for want of room, browsers whose clock is
// too coarse, and messages faster than `kMessageMicroseconds`. Taken for private are windows for which the user has
// switched storage off. So what is said of it must be true of both.

/** Above every read of what the system has in memory, below every message to another process that was measured. */
const kMessageMicroseconds = 25;
/** One call is shorter than the clock's step, which is 5 to 100 microseconds. */
const kCalls = 16;
/** The shortest counts: others wait for who else uses the processor. */
const kRounds = 5;

/** A file of the private file system. */
export interface TimedFile {
  read(bytes: Uint8Array, offset: number): number;
  flush(): void;
}

/** Whether a file lies in another process's memory. On disk, only reads are timed: a flush could take long. */
export function isHeldInMemory(file: TimedFile, now: () => number = () => performance.now()): boolean {
  const byte = new Uint8Array(1);
  const read = shortestMicroseconds(() => file.read(byte, 0), now);
  return read > kMessageMicroseconds && shortestMicroseconds(() => file.flush(), now) < read / 4;
}

/** Whether the private file system was denied as it is to private windows: by Firefox, or by Safari. */
export function isPrivateDenial(error: unknown): boolean {
  if (!(error instanceof DOMException)) return false;
  return error.name === 'SecurityError' || (error.name === 'UnknownError' && /transient/.test(error.message));
}

function shortestMicroseconds(call: () => void, now: () => number): number {
  let shortest = Infinity;
  for (let round = 0; round < kRounds; round += 1) {
    const start = now();
    for (let count = 0; count < kCalls; count += 1) call();
    shortest = Math.min(shortest, now() - start);
  }
  return (shortest * 1000) / kCalls;
}
