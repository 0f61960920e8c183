/** sRGB, each channel in 0..1. */
export type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

/** Colour vision: usual, without red, green or blue cones, and none at all. */
export const visions = ['normal', 'protan', 'deutan', 'tritan'] as const;
export type Vision = (typeof visions)[number];

/**
 * Complete dichromacy, in linear RGB.
 *
 * @see Machado, Oliveira, Fernandes (2009), A Physiologically-based Model for Simulation of Color Vision Deficiency, severity 1.0
 */
const machado: Readonly<Record<Exclude<Vision, 'normal'>, Matrix>> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** A colour of the form `#rrggbb`. @throws RangeError for any other form */
export function parseHex(hex: string): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new RangeError(`not #rrggbb: ${hex}`);
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

/** What `color-mix(in srgb, top share, below)` gives; `share` in 0..1. */
export function mix(top: Rgb, share: number, below: Rgb): Rgb {
  const at = (i: 0 | 1 | 2) => top[i] * share + below[i] * (1 - share);
  return [at(0), at(1), at(2)];
}

/** Contrast ratio, 1..21. @see WCAG 2.2, contrast ratio and relative luminance */
export function contrast(left: Rgb, right: Rgb): number {
  const [a, b] = [luminance(left), luminance(right)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Difference of two colours as they are seen, about 1 when just noticeable. */
export function difference(left: Rgb, right: Rgb, vision: Vision): number {
  return ciede2000(toLab(simulate(left, vision)), toLab(simulate(right, vision)));
}

/** CIE lightness, 0..100: what is left of a colour in grey-scale. */
export function lightness(colour: Rgb): number {
  return toLab(colour)[0];
}

function simulate(colour: Rgb, vision: Vision): Rgb {
  if (vision === 'normal') return colour;
  const linear = map(colour, linearise);
  return map(times(machado[vision], linear), (value) => {
    const clipped = Math.min(1, Math.max(0, value));
    return clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  });
}

function luminance(colour: Rgb): number {
  const [r, g, b] = map(colour, linearise);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linearise(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function map([a, b, c]: Rgb, change: (value: number) => number): Rgb {
  return [change(a), change(b), change(c)];
}

function times(matrix: Matrix, [x, y, z]: Rgb): Rgb {
  const row = (at: Rgb) => at[0] * x + at[1] * y + at[2] * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** CIELAB under D65. */
function toLab(colour: Rgb): Rgb {
  const toXyz: Matrix = [
    [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
    [0.2126729, 0.7151522, 0.072175],
    [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
  ];
  const [x, y, z] = map(times(toXyz, map(colour, linearise)), (value) =>
    value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116,
  );
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** @see Sharma, Wu, Dalal (2005), The CIEDE2000 Color-Difference Formula; all weights 1 */
function ciede2000([l1, a1, b1]: Rgb, [l2, a2, b2]: Rgb): number {
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)));
  const [c1, c2] = [Math.hypot(a1 * (1 + g), b1), Math.hypot(a2 * (1 + g), b2)];
  const hue = (a: number, b: number) => (degrees(Math.atan2(b, a * (1 + g))) + 360) % 360;
  const [h1, h2] = [hue(a1, b1), hue(a2, b2)];
  const isGrey = c1 * c2 === 0;
  const turn = h2 - h1;
  const dh = isGrey ? 0 : turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(radians(dh) / 2);
  const meanL = (l1 + l2) / 2;
  const cBar = (c1 + c2) / 2;
  const far = Math.abs(turn) > 180;
  const hBar = isGrey ? h1 + h2 : (h1 + h2 + (far ? (h1 + h2 < 360 ? 360 : -360) : 0)) / 2;
  const cos = (angle: number) => Math.cos(radians(angle));
  const t =
    1 -
    0.17 * cos(hBar - 30) +
    0.24 * cos(2 * hBar) +
    0.32 * cos(3 * hBar + 6) -
    0.2 * cos(4 * hBar - 63);
  const sl = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2);
  const sc = 1 + 0.045 * cBar;
  const sh = 1 + 0.015 * cBar * t;
  const rc = 2 * Math.sqrt(cBar ** 7 / (cBar ** 7 + 25 ** 7));
  const rt = -Math.sin(radians(60 * Math.exp(-(((hBar - 275) / 25) ** 2)))) * rc;
  const [vl, vc, vh] = [(l2 - l1) / sl, (c2 - c1) / sc, dH / sh];
  return Math.sqrt(vl ** 2 + vc ** 2 + vh ** 2 + rt * vc * vh);
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}
