// Reports in Markdown: what the benchmarks' documents have in common.

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

export const table = (header, rows) =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** `met` is null where nothing was measured. */
export const verdict = (met) => (met === null ? '' : met ? 'met' : '**missed**');

/** Paragraphs and list items, wrapped as the rest of the documents are. */
export function wrapped(text, indent = '') {
  const lines = [''];
  for (const word of text.trim().split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line && line.length + word.length + 1 > 118 - indent.length) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join(`\n${indent}`);
}

export const list = (...items) => items.map((item) => `- ${wrapped(item, '  ')}`).join('\n');
