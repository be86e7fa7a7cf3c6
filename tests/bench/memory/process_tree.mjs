// Memory of a browser: the proportional set size (PSS) of every process below this one.
//
// PSS counts a page shared by n processes as 1/n in each, so that the sum over processes is what they take together.

import { readdirSync, readFileSync } from 'node:fs';

/** @returns {Map<number, number[]>} children by parent */
function childrenOfProcesses() {
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The name, in parentheses, may hold anything; the parent is the second field after it.
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  return children;
}

function descendants(pid, children) {
  return (children.get(pid) ?? []).flatMap((child) => [child, ...descendants(child, children)]);
}

/** What a process of Chromium is: browser, renderer, gpu-process, utility, zygote. */
const kindOf = (commandLine) => /--type=([a-z-]+)/.exec(commandLine)?.[1] ?? 'browser';

const isBrowser = (commandLine) => /\/chrom[a-z-]*\/chrom|\/(chromium|chrome)(\0|$)/.test(commandLine);

/** Whether another browser of the kind runs: its share of common pages would make ours look smaller. */
export function otherBrowserRuns() {
  const own = new Set(descendants(process.pid, childrenOfProcesses()));
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name) || own.has(Number(name))) return false;
    try {
      return isBrowser(readFileSync(`/proc/${name}/cmdline`, 'utf8'));
    } catch {
      return false;
    }
  });
}

/**
 * PSS in bytes of Chromium's processes, summed and by kind.
 * @returns {{total: number, kinds: Record<string, number>}}
 */
export function browserMemory() {
  const kinds = {};
  let total = 0;
  for (const pid of descendants(process.pid, childrenOfProcesses())) {
    try {
      const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!isBrowser(commandLine)) continue;
      const pss = Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
      const kind = kindOf(commandLine.replaceAll('\0', ' '));
      kinds[kind] = (kinds[kind] ?? 0) + pss;
      total += pss;
    } catch {
      // It has ended meanwhile.
    }
  }
  return { total, kinds };
}
