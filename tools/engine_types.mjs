// The page's types of what the engine describes by a JSON schema: `node tools/engine_types.mjs` writes them anew, from the
// schemas that the native tool prints. A test compares.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';

const root = path.join(import.meta.dirname, '..');
export const typesFile = path.join(root, 'web', 'src', 'engine', 'engine_types.ts');

/** @returns {{recipe: object, scan: object, start: object}} */
export function readSchemas() {
  return JSON.parse(execFileSync(path.join(root, 'build', 'native', 'easelight'), ['schema'], { encoding: 'utf8' }));
}

/** A type, as it stands behind a colon. */
function typeText(schema) {
  if (schema.title) return schema.title;
  if (schema.anyOf) return schema.anyOf.map(typeText).join(' | ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  switch (schema.type) {
    case 'object':
      return `{ ${Object.entries(schema.properties).map(memberText).join(' ')} }`;
    case 'array':
      return arrayText(schema);
    case 'integer':
      return 'number';
    case 'number':
    case 'string':
    case 'boolean':
      return schema.type;
  }
  throw new Error(`no type for ${JSON.stringify(schema)}`);
}

/** Of a length that is always the same: each element on its own. */
function arrayText({ items, minItems, maxItems }) {
  const item = typeText(items);
  if (minItems !== maxItems) return `readonly (${item})[]`;
  return `readonly [${Array(minItems).fill(item).join(', ')}]`;
}

function memberText([key, schema]) {
  const comment = schema.description ? `/** ${schema.description} */\n` : '';
  return `${comment}readonly ${key}: ${typeText(schema)};`;
}

/** Every value of `part`, in the order of the schema. */
function partsOf(schema) {
  const own = schema.part ? [schema.part] : [];
  return [...own, ...Object.values(schema.properties ?? {}).flatMap(partsOf)];
}

const members = ({ properties }) => Object.entries(properties).map(memberText).join('\n');

/** The whole file. */
export function typesText({ recipe, scan, start }) {
  const parts = [...new Set(partsOf(recipe))].sort();
  const text = `// What the engine says of recipes and scans, as types. Made by tools/engine_types.mjs from the engine's own tables
// (core/recipe/recipe_keys.cpp, core/engine/scan_facts.cpp, core/analysis/start_reasons.cpp); do not edit.

import type { Sentence } from '../i18n/sentence';

/** A recipe as the page holds it: complete, no key left out. */
export interface Recipe {
${members(recipe)}
}

/** What of a recipe can be taken on its own. */
export type RecipePart = ${parts.map((part) => JSON.stringify(part)).join(' | ')};

/** What is known of a scan. */
export interface ScanSummary {
${members(scan)}
}

/** Why an automatic start is as it is. */
export interface StartReasons {
${members(start)}
}
`;
  return format(text, { parser: 'typescript', printWidth: 120, singleQuote: true });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(typesFile, await typesText(readSchemas()));
}
