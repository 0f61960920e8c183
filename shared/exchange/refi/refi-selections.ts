import { Refusal } from '../../util/result.ts';
import { normaliseGuid } from './refi-codes.ts';
import type { XmlElement } from './xml.ts';

/** A selection with its place in the normalised text, in code points; never empty. */
export interface Selection {
  readonly guid: string;
  readonly start: number;
  readonly end: number;
  readonly element: XmlElement;
}

/** How positions count a line end that takes two characters in the file: as two, or as one. */
type LineEnds = 'two' | 'one';

/**
 * Place the selections of a source in its text. The standard counts characters of the file; programs that read line ends as one
 * character count them as one. Where the file has such line ends, the names of selections, which begin with the covered text in
 * most programs, tell which it was. Empty selections carry no words and are left out.
 *
 * @param raw The text as it is in the file. @param text The same with LF line ends.
 * @throws Refusal `bad_input` for a selection outside of the text.
 */
export function placeSelections(
  elements: readonly XmlElement[],
  raw: string,
  text: string,
  place: string,
): Selection[] {
  const characters = [...text];
  const counted = raw.includes('\r\n')
    ? chooseLineEnds(elements, raw, characters)
    : ('one' satisfies LineEnds);
  const toText = counted === 'one' ? (offset: number) => offset : mapLineEnds(raw);
  return elements
    .map((element) => {
      const { attributes, line } = element;
      const [start, end] = [attributes.get('startPosition'), attributes.get('endPosition')].map(
        (position) => toText(Number(position ?? Number.NaN)),
      ) as [number, number]; // two in, two out
      const isInside =
        Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end <= characters.length;
      if (!isInside || start > end) {
        throw new Refusal(
          'bad_input',
          `${place}, line ${line} of project.qde: The selection ${attributes.get('startPosition')} to ${attributes.get('endPosition')} is outside of the text (${characters.length} characters).`,
        );
      }
      return { guid: normaliseGuid(attributes.get('guid') ?? ''), start, end, element };
    })
    .filter(({ start, end }) => start < end);
}

/** Offsets of the file to offsets of the text: each CRLF before a place takes one away. */
function mapLineEnds(raw: string): (offset: number) => number {
  const places: number[] = [];
  const characters = [...raw];
  characters.forEach((character, i) => {
    if (character === '\r' && characters[i + 1] === '\n') places.push(i);
  });
  return (offset) => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((places[middle] ?? Infinity) < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
}

function chooseLineEnds(
  elements: readonly XmlElement[],
  raw: string,
  characters: readonly string[],
): LineEnds {
  const toText = mapLineEnds(raw);
  let [one, two] = [0, 0];
  for (const { attributes } of elements.slice(0, 1000)) {
    const name = squeeze(attributes.get('name') ?? '').replace(/(…|\.\.\.)$/, '');
    if (name === '') continue;
    const start = Number(attributes.get('startPosition'));
    const end = Number(attributes.get('endPosition'));
    const covers = (from: number, to: number) =>
      squeeze(characters.slice(from, to).join('')).startsWith(name);
    one += covers(start, end) ? 1 : 0;
    two += covers(toText(start), toText(end)) ? 1 : 0;
  }
  return one > two ? 'one' : 'two';
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
