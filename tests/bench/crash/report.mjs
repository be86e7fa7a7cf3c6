// docs/crash.md: what the crash test did, and what came back.

import { list, table, wrapped } from '../markdown.mjs';
import { kLongestMs } from './kills.mjs';

export function crashReport({ machine, ...figures }, { width, height }) {
  const { kills, exporting, unfinished, later, unannounced, writes, whole, problems, seeds } = figures;
  return `# Kills

${wrapped(`\`./dev bench crash\` grades two scans of ${width} × ${height} pixels in a real browser with a profile on disk:
sliders, undo, snapshots and crops without a rest, from one scan to the other and back, in four rounds of five with one export after the other beside it; kills every process of the browser with
SIGKILL at a random moment of the first ${kLongestMs / 1000} seconds; starts it again with the same profile; and compares.`)}

${table(
  ['', 'count'],
  [
    ['kills', kills],
    ['of these while an export was running', exporting],
    ['writes of the journal that the page announced', writes],
    ['**grades lost, damaged records, partial exports under a final name**', `**${problems.length}**`],
    ['restarts after which the page named an export that was not finished', unfinished],
    ['restarts that brought back a later state than the last one confirmed', later],
    ['restarts that brought back a state of which the test had not heard yet', unannounced],
    ['exports that had ended before the kill', whole],
  ],
)}
${problems.length > 0 ? `\n## Problems\n\n${list(...problems)}\n` : ''}
Checked after each restart:

${list(
  'the page goes on by itself with the scan that was on screen, lists the other one, and shows the recipe that the disk\n  holds;',
  'the records on disk are whole: every recipe, every step of the history is there;',
  'the revision of each is the last one that the page had confirmed as written, or a later one;',
  'grade and history are those that the page had announced for this revision, byte for byte;',
  'files in the downloads under their final name have the size of a whole export and are read by `easelight info`;',
  'nothing is left of a partial export in the private file system, and an export of the scan on screen that was not\n  finished is named.',
)}

${list(...Object.entries(machine).map(([key, value]) => `${key}: ${value}`), `Seeds: ${seeds.join(', ')}`)}
`;
}
