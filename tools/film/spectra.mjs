// Spectra of film and of what scans it, at every five nanometres from 380 to 730: enough for dyes, which are smooth.

const kFirst = 380;
const kStep = 5;
const kCount = 71;

/** A spectrum from a function of the wavelength in nm. */
const spectrum = (of) => Array.from({ length: kCount }, (_, i) => of(kFirst + kStep * i));

/** Points [nm, value] in any order, joined by straight lines and held beyond their ends. */
export function spectrumFromPoints(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0]);
  return spectrum((nm) => valueAt(sorted, nm));
}

/** The value at `x` of points sorted by x. */
export function valueAt(points, x) {
  const after = points.findIndex((point) => point[0] >= x);
  if (after === 0) return points[0][1];
  if (after < 0) return points.at(-1)[1];
  const [[x0, y0], [x1, y1]] = [points[after - 1], points[after]];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

/** A sum of bells: [center, width, height], in nm; the width is the standard deviation. */
export const bells = (parts) =>
  spectrum((nm) =>
    parts.reduce((sum, [center, width, height]) => sum + height * Math.exp(-0.5 * ((nm - center) / width) ** 2), 0),
  );

/** The density that a channel of a spectral response sees of a spectral density. */
export function densityIn(response, density) {
  let light = 0;
  let passed = 0;
  for (let i = 0; i < kCount; ++i) {
    light += response[i];
    passed += response[i] * 10 ** -density[i];
  }
  return -Math.log10(passed / light);
}

/** The spectral density of film: its base, and amounts of its three dyes. */
export const filmDensity = (base, dyes, amounts) =>
  base.map((value, i) => value + amounts[0] * dyes[0][i] + amounts[1] * dyes[1][i] + amounts[2] * dyes[2][i]);

export const meanOf = (spectra) =>
  spectrum(() => 0).map((_, i) => spectra.reduce((sum, s) => sum + s[i], 0) / spectra.length);
