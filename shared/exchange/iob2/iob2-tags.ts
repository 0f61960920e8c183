import type { SegmentRole } from '../../records/records.ts';

/** Tags of segments that have no label of their own. Labels of these names are escaped. */
const roleTags: Readonly<Record<string, SegmentRole>> = {
  SOURCE: 'source',
  CUE: 'cue',
  ADDRESSEE: 'addressee',
};
/** Tag of a mark without a label: its layer, `CLAIM`. */
function blankTag(layer: string): string {
  const tag = layer.toUpperCase();
  return /^[A-Z][A-Z0-9_]*$/.test(tag) && !Object.hasOwn(roleTags, tag) ? tag : 'MARK';
}

/** The tag of a segment without `B-` or `I-`: the label of its mark, or its role in a quotation. */
export function encodeTag(layer: string, role: SegmentRole, label: string | null): string {
  if (role !== 'content' && role !== 'span') return role.toUpperCase();
  const blank = blankTag(layer);
  if (label === null || label === '') return blank;
  const escaped = label.replace(/[%\p{White_Space}\p{Cc}]/gu, escapeCharacter);
  const isTaken = Object.hasOwn(roleTags, escaped) || escaped === blank;
  return isTaken ? escaped.replace(/^./, escapeCharacter) : escaped;
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Role and label of a tag that `encodeTag` made for a mark of a layer. */
export function decodeTag(
  tag: string,
  layer: string,
): { readonly role: SegmentRole; readonly label: string | null } {
  const role = Object.hasOwn(roleTags, tag) ? roleTags[tag] : undefined;
  if (role !== undefined) return { role, label: null };
  const own = layer === 'quotation' ? 'content' : 'span';
  if (tag === blankTag(layer)) return { role: own, label: null };
  const label = tag.replace(/%([0-9a-f]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return { role: own, label };
}

/** A run of tokens with one tag. */
export interface TagRun {
  readonly tag: string;
  /** Number of its first token. */
  readonly first: number;
  /** Number of its last token. */
  readonly last: number;
}

const prefixed = /^([BIESLU])-(.+)$/s;

/** Whether a word is a tag of IOB1, IOB2, BIOES or BILOU. */
export function isTag(word: string): boolean {
  // `Out` is the O of DirectQuote.
  return word === 'O' || word === 'Out' || word === '_' || prefixed.test(word);
}

/**
 * The runs of a list of tags, whichever of IOB1, IOB2, BIOES and BILOU it is: `I` goes on with a run of its tag and else
 * begins one, which is right in all four.
 */
export function listRuns(tags: readonly string[]): TagRun[] {
  const runs: TagRun[] = [];
  let open: { readonly tag: string; readonly first: number } | null = null;
  const close = (last: number): void => {
    if (open !== null) runs.push({ ...open, last });
    open = null;
  };
  tags.forEach((word, i) => {
    const [, prefix, tag = ''] = prefixed.exec(word) ?? [];
    const goesOn = open !== null && open.tag === tag && /^[IEL]$/.test(prefix ?? '');
    if (!goesOn) close(i - 1);
    if (prefix === undefined) return;
    open ??= { tag, first: i };
    if (/^[ESLU]$/.test(prefix)) close(i);
  });
  close(tags.length - 1);
  return runs;
}
