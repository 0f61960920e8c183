import type { MarkView } from '../../../renderer/editor/types.ts';
import { mark, quotation } from './marks.ts';
import { painted, showReader, type ShownReader } from './reader-host.ts';

export const paragraphs = [
  'The minister said “the new bridge is safe, whatever they say”, and left.',
  'Ana Ruiz told reporters in Marlow that three piers had been damaged by the flood.',
];

/** A quotation, a claim in it and a name. */
export function markAll(shown: ShownReader): MarkView[] {
  const quote = shown.find('“the new bridge is safe, whatever they say”');
  const claim = shown.find('the new bridge is safe');
  const name = shown.find('Ana Ruiz');
  return [
    quotation('q', [[quote.start, quote.end]]),
    mark('c', 'claim', claim.start, claim.end),
    mark('e', 'mention', name.start, name.end),
  ];
}

export async function showMarked(): Promise<ShownReader> {
  const shown = await showReader(paragraphs);
  shown.reader.setMarks(markAll(shown));
  await painted();
  return shown;
}

/** 400 paragraphs of 202 characters. */
export function longText(): string[] {
  return Array.from({ length: 400 }, (_, i) =>
    `Paragraph ${i} of the report says that the water rose and fell again in the valley and that every village along the river had been told to wait for engineers to come `.padEnd(
      202,
      'x',
    ),
  );
}
