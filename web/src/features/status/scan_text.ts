// What a scan's file holds, in a line: size, samples, format, and what of it is not shown.

import type { ScanSummary } from '../../engine/protocol';
import { text } from '../../i18n/text';
import { sizeText } from '../../ui/format';
import { rowsOf } from '../open/partial';

export function scanText(scan: ScanSummary): string {
  const { bits, channels, container, rowsInFile: rows } = scan;
  const whole = text('scan.facts', { size: sizeText(scan), bits, color: channels === 1 ? 'gray' : 'rgb', container });
  const there = rowsOf(scan);
  const facts = there === 0 ? whole : text('partial.facts', { facts: whole, there, rows });
  const infrared = scan.infraredPage || scan.furtherChannel === 'infrared';
  return infrared ? text('scan.with-infrared', { facts }) : facts;
}
