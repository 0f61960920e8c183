import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultCodebook } from '../../../shared/codebook/default.ts';
import { statusIcon } from '../../../renderer/features/annotate/marks/mark-views.ts';
import {
  contrast,
  difference,
  lightness,
  mix,
  parseHex,
  visions,
  type Rgb,
  type Vision,
} from './colour-math.ts';

const css = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');
const [normalCss = '', highCss = ''] = css.split(":root[data-contrast='high']");
const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

const surfaces = ['page', 'panel', 'raised'];
const fills = ['quote-fill', 'quote-fill-nested', 'quote-fill-selected'];
const kinds = ['quote-line', 'entity-line', 'claim-line'];
const types = ['person', 'organisation', 'place', 'event', 'other'];
const statuses = ['unverified', 'corroborated', 'disputed', 'refuted', 'retracted'];
const speakers = Array.from({ length: 12 }, (_, i) => `speaker-${i + 1}`);
const lines = [...kinds, ...types, ...statuses];
/** Shares of a tint over the page: once, nested, selected, as in `editor.css`. */
const tints = [0.15, 0.26, 0.34];

test('the measures give the values of their papers', () => {
  const [black, white] = [parseHex('#000000'), parseHex('#ffffff')];
  expect(contrast(black, white)).toBeCloseTo(21);
  expect(contrast(parseHex('#777777'), white)).toBeCloseTo(4.48, 2);
  expect(difference(black, white, 'normal')).toBeCloseTo(100, 3);
  // sRGB red against green is 86.6 in CIEDE2000.
  expect(difference(parseHex('#ff0000'), parseHex('#00ff00'), 'normal')).toBeCloseTo(86.6, 1);
});

test('the theme reaches every colour of a highlight', () => {
  const drawn = readFileSync(
    new URL('../../../renderer/editor/editor.css', import.meta.url),
    'utf8',
  );
  const rules = [...drawn.matchAll(/::(?:highlight\([\w-]+\)|selection) \{[^}]*\}/g)];
  const used = rules.flatMap(([rule]) =>
    [...rule.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name),
  );
  const typed = [...css.matchAll(/@property (--[\w-]+)/g)].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(8);
  expect(used.filter((name) => !typed.includes(name))).toEqual([]);
});

describe.each(schemes)('%s theme', (scheme) => {
  const colour = (name: string) => read(normalCss, name, scheme);

  test('text reads on every surface and fill', () => {
    expect(lowest(['text'], [...surfaces, ...fills], colour)).toBeGreaterThanOrEqual(6.85);
    expect(lowest(['muted'], surfaces, colour)).toBeGreaterThanOrEqual(4.5);
    expect(lowest(['danger', 'ok'], surfaces, colour)).toBeGreaterThanOrEqual(4.5);
    expect(lowest(['on-accent'], ['accent'], colour)).toBeGreaterThanOrEqual(4.5);
    expect(lowest(['text'], ['find-hit', 'entity-tint', 'claim-tint'], colour)).toBeGreaterThan(
      4.5,
    );
  });

  test('lines of marks are seen on every surface, and those of entities and claims on quotations', () => {
    expect(lowest(lines, surfaces, colour)).toBeGreaterThanOrEqual(4.5);
    expect(lowest(kinds, fills, colour)).toBeGreaterThanOrEqual(3);
    expect(lowest(['focus', 'border'], surfaces, colour)).toBeGreaterThanOrEqual(3);
  });

  test('kinds, types and statuses differ in every kind of colour vision', () => {
    const least = (names: readonly string[]) => nearest(names, colour, visions);
    expect(least(kinds)).toBeGreaterThanOrEqual(20);
    expect(least(types)).toBeGreaterThanOrEqual(scheme === 'light' ? 17.5 : 12);
    expect(least(statuses)).toBeGreaterThanOrEqual(12);
  });

  test('speakers differ from each other, and their lines and tints can be read', () => {
    expect(nearest(speakers, colour, visions)).toBeGreaterThanOrEqual(9.5);
    expect(lowest(speakers, surfaces, colour)).toBeGreaterThanOrEqual(4.5);
    for (const name of speakers) {
      for (const share of tints) {
        const tint = mix(colour(name), share, colour('page'));
        expect(contrast(tint, colour('text')), `${name} ${share}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

describe.each(schemes)('%s theme in high contrast', (scheme) => {
  const colour = (name: string) =>
    has(highCss, name) ? read(highCss, name, scheme) : read(normalCss, name, scheme);

  test('text is at least 7:1 and lines at least 4.5:1, on fills too', () => {
    expect(lowest(['text'], [...surfaces, ...fills], colour)).toBeGreaterThanOrEqual(7);
    expect(lowest(['muted', 'danger', 'ok'], surfaces, colour)).toBeGreaterThanOrEqual(7);
    expect(lowest(['on-accent'], ['accent', 'accent-hover'], colour)).toBeGreaterThanOrEqual(7);
    expect(lowest(['text'], ['selected', 'find-hit'], colour)).toBeGreaterThanOrEqual(7);
    expect(lowest([...lines, 'focus'], [...surfaces, ...fills], colour)).toBeGreaterThanOrEqual(
      4.5,
    );
    expect(lowest(['border', 'hairline-strong'], surfaces, colour)).toBeGreaterThanOrEqual(4.5);
  });

  test('kinds, types and statuses still differ', () => {
    expect(nearest(kinds, colour, visions)).toBeGreaterThanOrEqual(12);
    expect(nearest(types, colour, visions)).toBeGreaterThanOrEqual(8);
    expect(nearest(statuses, colour, visions)).toBeGreaterThanOrEqual(8);
  });
});

test('what is one grey in grey-scale differs in line or sign', () => {
  for (const scheme of schemes) {
    const grey = (token: string) => lightness(read(normalCss, token.replaceAll('_', '-'), scheme));
    const { claimStatuses } = defaultCodebook;
    for (const [left, right] of pairs(claimStatuses)) {
      if (Math.abs(grey(left.colour) - grey(right.colour)) > 4) continue;
      const looks = [left, right].map(({ id, line }) => `${statusIcon(id)} ${line}`);
      expect(looks[0], `${left.id} and ${right.id}`).not.toBe(looks[1]);
    }
    const mentions = defaultCodebook.layers.find(({ id }) => id === 'mention')?.labels ?? [];
    const core = mentions.filter(({ id }) =>
      ['person', 'organisation', 'place', 'location', 'event'].includes(id),
    );
    for (const [left, right] of pairs(core)) {
      if (left.colour === right.colour) continue;
      if (Math.abs(grey(left.colour) - grey(right.colour)) > 4) continue;
      expect(left.line, `${left.id} and ${right.id}`).not.toBe(right.line);
    }
  }
});

function has(block: string, name: string): boolean {
  return new RegExp(`--${name}: light-dark`).test(block);
}

function read(block: string, name: string, scheme: Scheme): Rgb {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(block);
  const value = found?.[scheme === 'light' ? 1 : 2];
  if (value === undefined) throw new Error(`no token ${name}`);
  return parseHex(value);
}

/** The lowest contrast of any of the one with any of the other. */
function lowest(
  front: readonly string[],
  back: readonly string[],
  colour: (name: string) => Rgb,
): number {
  return Math.min(
    ...front.flatMap((one) => back.map((other) => contrast(colour(one), colour(other)))),
  );
}

function nearest(
  names: readonly string[],
  colour: (name: string) => Rgb,
  seen: readonly Vision[],
): number {
  return Math.min(
    ...pairs(names).flatMap(([left, right]) =>
      seen.map((vision) => difference(colour(left), colour(right), vision)),
    ),
  );
}

function pairs<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.flatMap((left, i) => items.slice(i + 1).map((right) => [left, right] as const));
}
