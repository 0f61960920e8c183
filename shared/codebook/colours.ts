import type { Label } from './codebook.ts';

/**
 * Colours of labels on white paper, by the name of the theme's token: the light values of the theme, for files that are read
 * outside of the window.
 */
export const paperColours: Readonly<Record<string, string>> = {
  quote: '#2f5be0',
  quote_line: '#2f5be0',
  person: '#8a6318',
  organisation: '#00472e',
  place: '#5d58d3',
  event: '#72005b',
  other: '#6a6a6a',
  claim: '#5a2350',
  unverified: '#6b665c',
  corroborated: '#004b4f',
  disputed: '#986000',
  refuted: '#720a0e',
  retracted: '#6f52e0',
};

/** Colour of a label as `#rrggbb`; that of `other` for a token that is not known. */
export function paperColourOf(label: Label): string {
  const { colour } = label;
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour;
  return (Object.hasOwn(paperColours, colour) ? paperColours[colour] : undefined) ?? '#6a6a6a';
}
