// Runs functions after the messages that are already queued, without the delay of a timer.

export type Defer = (run: () => void) => void;

export function createDefer(): Defer {
  const channel = new MessageChannel();
  const queue: (() => void)[] = [];
  channel.port1.onmessage = () => queue.shift()?.();
  return (run) => {
    queue.push(run);
    channel.port2.postMessage(null);
  };
}
