import type { ReportNote } from './report-article.ts';
import type { EvidenceKind, EvidenceStance } from '../../records/records.ts';
import type { Dossier, Occurrence } from './report-claims.ts';

const stances: Readonly<Record<EvidenceStance, string>> = {
  supports: 'Supports:',
  refutes: 'Refutes:',
  mixed: 'Mixed:',
  context: 'Context:',
};
const kinds: Readonly<Record<EvidenceKind, string>> = {
  passage: 'passage',
  document: 'document',
  url: 'web page',
  dataset: 'data set',
  interview: 'interview',
  media: 'media',
  other: 'other',
};

/**
 * Who says a quotation: the speaker, else the words that name the source; null where nobody is quoted, as with marks around a
 * term, and for what is no quotation.
 */
export function nameSource({ kind, speaker, source, cue }: ReportNote): string | null {
  if (kind !== 'quotation') return null;
  if (speaker !== null) return speaker;
  if (source !== '') return `“${source}”`;
  return cue === '' ? null : 'Nobody named';
}

/** The parts of a quotation in words: ‘as “the minister”’, ‘cue “said”’, ‘to “reporters”’. */
export function listParts({ speaker, source, cue, addressee }: ReportNote): readonly string[] {
  return [
    speaker === null || source === '' || source === speaker ? '' : `as “${source}”`,
    cue === '' ? '' : `cue “${cue}”`,
    addressee === '' ? '' : `to “${addressee}”`,
  ].filter((part) => part !== '');
}

/** Evidence in words: what it does, and its kind, date and origin. */
export function describeEvidence(item: Dossier['evidence'][number]): {
  readonly head: string;
  readonly rest: readonly string[];
} {
  const rest = [
    kinds[item.kind],
    item.official ? 'official or primary' : '',
    item.published?.replace('T', ' ') ?? '',
    item.originGroup === '' ? '' : `origin ${item.originGroup}`,
  ];
  return { head: stances[item.stance], rest: rest.filter((part) => part !== '') };
}

/** A place of a claim in words: the article, what is known of it, who is quoted there. */
export function describeOccurrence({ article, text, quotation, remarks }: Occurrence): {
  readonly title: string;
  readonly about: readonly string[];
  readonly quoted: string;
  /** The words of the quotation, where they are more than those of the claim. */
  readonly quotation: string | null;
} {
  const isMore = quotation !== null && bareWords(quotation.text) !== bareWords(text);
  const about = [article.publisher, article.published?.replace('T', ' ') ?? '', ...remarks];
  return {
    title: article.title || 'Untitled',
    about: about.filter((part) => part !== ''),
    quoted: quotation
      ? `Said by ${nameSpeaker(quotation)}${isMore ? ', in:' : '.'}`
      : 'In the words of the article.',
    quotation: isMore ? quotation.text : null,
  };
}

/** Words without the quotation marks and stops around them. */
function bareWords(text: string): string {
  return text.replaceAll(/^[\s\p{Quotation_Mark},.]+|[\s\p{Quotation_Mark},.]+$/gu, '');
}

function nameSpeaker({ speaker, source }: NonNullable<Occurrence['quotation']>): string {
  return speaker ?? (source === '' ? 'somebody who is not named' : `“${source}”`);
}
