import type { NewsDate } from '../../records/records.ts';
import type { RichDocument } from '../../text/document.ts';

/** What an importer recognises about an article, for the person to correct. Empty, or null, when it found nothing. */
export interface ArticleMetadata {
  readonly title: string;
  readonly byline: string;
  readonly publisher: string;
  readonly url: string;
  readonly published: NewsDate | null;
  /** BCP 47. */
  readonly language: string;
  readonly tags: readonly string[];
}

export type MetadataField = keyof ArticleMetadata;
export type Confidence = 'high' | 'medium' | 'low';

/** Where one value of the metadata was found. */
export interface FieldEvidence {
  readonly field: MetadataField;
  readonly value: string;
  readonly confidence: Confidence;
  /** Line of the normalised text, counted from 1; null when it came from elsewhere (the file name, the whole text). */
  readonly line: number | null;
  /** What was recognised, for the person: `byline`, `agency in the dateline`. */
  readonly why: string;
}

export type DropReason =
  'furniture' | 'byline' | 'date' | 'header' | 'address' | 'repeated' | 'copyright';

/** A line that was left out of the document. `keepLines` of the parser's hints puts it back. */
export interface DroppedLine {
  /** Line of the normalised text, counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly reason: DropReason;
}

/** An article as an importer understood it. Nothing of the text is lost: a line is in the document or in `dropped`. */
export interface ParsedArticle {
  readonly document: RichDocument;
  readonly metadata: ArticleMetadata;
  readonly evidence: readonly FieldEvidence[];
  readonly dropped: readonly DroppedLine[];
  /** What the person should know: an unknown front matter key, an ambiguous date. */
  readonly notes: readonly string[];
}

/** What is known beside the text. */
export interface ParseHints {
  /** Name without folder: a date or title in it is used when the text gives none. */
  readonly fileName?: string;
  /** Lines, counted from 1, that the person wants in the document whatever they look like. */
  readonly keepLines?: readonly number[];
}

/** A value that a recogniser proposes. */
export interface Finding {
  readonly field: Exclude<MetadataField, 'tags'>;
  readonly value: string;
  readonly confidence: Confidence;
  readonly why: string;
}

const rank: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

/** Collects findings; of several for one field the surest wins, of equals the first. */
export interface MetadataCollector {
  add(finding: Finding, line: number | null): void;
  addTags(tags: readonly string[], line: number | null): void;
  addNote(note: string): void;
  /** The value so far; empty when there is none. */
  valueOf(field: Finding['field']): string;
  build(): Pick<ParsedArticle, 'metadata' | 'evidence' | 'notes'>;
}

/** An empty collector. */
export function createCollector(): MetadataCollector {
  const best = new Map<MetadataField, FieldEvidence>();
  const notes: string[] = [];
  let tags: readonly string[] = [];
  const valueOf = (field: Finding['field']): string => best.get(field)?.value ?? '';
  return {
    add(finding, line) {
      const known = best.get(finding.field);
      const isBetter = known === undefined || rank[finding.confidence] > rank[known.confidence];
      if (finding.value !== '' && isBetter) best.set(finding.field, { ...finding, line });
    },
    addTags(list, line) {
      tags = [...new Set([...tags, ...list])];
      best.set('tags', {
        field: 'tags',
        value: tags.join(', '),
        confidence: 'high',
        line,
        why: 'tags',
      });
    },
    addNote(note) {
      notes.push(note);
    },
    valueOf,
    build() {
      const metadata = {
        title: valueOf('title'),
        byline: valueOf('byline'),
        publisher: valueOf('publisher'),
        url: valueOf('url'),
        published: valueOf('published') || null,
        language: valueOf('language'),
        tags,
      };
      return { metadata, evidence: [...best.values()], notes };
    },
  };
}
