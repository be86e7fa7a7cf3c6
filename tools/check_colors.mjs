// Checks that colors stand in the theme only: `node tools/check_colors.mjs [FOLDER]`, FOLDER being the checkout.
//
// In a style sheet, and in css`...` of a script, that is any color in a declaration; elsewhere in a script, a color in
// quotes or by a function. `transparent`, `currentColor` and color-mix() of roles are no colors of their own.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesBelow, lineOf, withoutComments } from './source_files.mjs';

const kSource = 'web/src';
const kTheme = 'web/src/ui/theme.css';
/** What is drawn here are pixels: the style sheets do not reach it, and the person's theme is not to change it. */
const kDrawn = ['web/src/render/screen/'];

const kHex = '#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\\w-])';
const kFunction = '(?<![\\w-])(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\\(';
// https://www.w3.org/TR/css-color-4/#named-colors
const kNames = `aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown
  burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod
  darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
  darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
  firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
  hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
  lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
  lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid
  mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream
  mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen
  paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue
  saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen
  steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen`;
const kName = `(?<![\\w-])(?:${kNames.trim().split(/\s+/).join('|')})(?![\\w-])`;

const declarations = /(?<![\w-])[\w-]+\s*:\s*(?<value>[^;{}]+)(?=[;}])/g;
const inValue = new RegExp(`${kHex}|${kFunction}|${kName}`, 'gi');
const inScript = new RegExp(
  `(?<=['"\`])${kHex}(?=['"\`])|${kFunction}(?=\\s*[\\d$.])|(?<=\\b(?:fill|stroke|stop-color)=['"])${kName}`,
  'gi',
);

/** Colors in the declarations of a style sheet, with where they stand. */
export function colorsInStyles(text) {
  return [...text.matchAll(declarations)].flatMap((declaration) => {
    const start = declaration.index + declaration[0].length - declaration.groups.value.length;
    return [...declaration.groups.value.matchAll(inValue)].map((match) => [match[0], start + match.index]);
  });
}

/** The css`...` literals of a script; what is between has their place held by spaces, so that numbers stay right. */
function stylesOf(script) {
  let styles = script.replace(/[^\n]/g, ' ');
  for (const { 0: literal, index } of script.matchAll(/\bcss`[^`]*`/g)) {
    styles = styles.slice(0, index) + literal.replace(/`/g, ' ') + styles.slice(index + literal.length);
  }
  return styles;
}

/** Every color of a file that it should take from the theme, as [color, line]. */
export function colorsOf(file, text) {
  if (file === kTheme) return [];
  const code = withoutComments(text);
  const isDrawn = kDrawn.some((place) => file.startsWith(place));
  const found = file.endsWith('.css')
    ? colorsInStyles(code)
    : [
        ...colorsInStyles(stylesOf(code)),
        ...(isDrawn ? [] : [...code.matchAll(inScript)].map((match) => [match[0], match.index])),
      ];
  const lines = found.map(([color, index]) => [color, lineOf(code, index)]);
  return lines.filter(([color, line], at) => lines.findIndex(([a, b]) => a === color && b === line) === at);
}

export function checkColors(root) {
  return filesBelow(root, kSource, /\.(ts|css)$/).flatMap((file) =>
    colorsOf(file, readFileSync(path.join(root, file), 'utf8')).map(
      ([color, line]) => `${file}:${line}: ${color}: colors are roles of ${kTheme}; use one, or add one there`,
    ),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = checkColors(process.argv[2] ?? path.join(import.meta.dirname, '..'));
  for (const problem of problems) console.error(problem);
  console.log(problems.length ? `colors: ${problems.length} outside the theme` : 'colors: all right');
  process.exit(problems.length ? 1 : 0);
}
