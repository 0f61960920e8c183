import type { ArticleStatus, Id } from '../records/records.ts';
import type { BlockNode, InlineNode, Mark, TextNode } from '../text/document.ts';
import type { ClaimKey } from './claims.ts';
import type { EntityKey } from './entities.ts';

/**
 * Where a part of an annotation is, by its words. A plain string must occur exactly once in its scope (a text block, or
 * the article when no block is named); square brackets single out the part that is meant from its context:
 * `'[she] said.'`. `from` and `to` give the first and the last words of a long passage, which may run over paragraphs.
 */
export type Place =
  | string
  | { readonly text: string; readonly nth?: number; readonly block?: number }
  | { readonly from: string; readonly to: string; readonly block?: number };

type Places = Place | readonly Place[];

/** What any annotation may carry beside its words. */
export interface Remarks {
  /** Last part of its id, for annotations that evidence refers to; else counted. */
  readonly key?: string;
  /** Number of the text block, from 1 (the headline), where its words are looked up; the whole article when left out. */
  readonly block?: number;
  readonly doubt?: true;
  readonly note?: string;
  /** Made by the program and waiting for a decision. */
  readonly suggested?: true;
}

export interface QuotationSketch extends Remarks {
  readonly type: 'direct' | 'indirect' | 'mixed' | 'not_speech';
  readonly content: Places;
  readonly source?: Places;
  readonly cue?: Place;
  readonly addressee?: Places;
  readonly speaker?: EntityKey;
  readonly kind?: 'named' | 'described' | 'unnamed' | 'collective' | 'document';
  readonly negated?: true;
}

/** An entity, with the mention's level when it is not a name. */
export type MentionTarget = EntityKey | `${EntityKey}:NOM` | `${EntityKey}:PRO`;

/** Words of one text block, each with the entity that they refer to. */
export type MentionSketches = Readonly<
  Record<string, MentionTarget | (Omit<Remarks, 'block'> & { readonly entity: MentionTarget })>
>;

export interface ClaimMarkSketch extends Remarks {
  readonly claim: ClaimKey;
  readonly text: Places;
}

/** An article as it is written here: metadata, blocks, and annotations that quote its words. */
export interface ArticleSketch {
  readonly id: Id;
  readonly title: string;
  readonly byline: string;
  readonly publisher: string;
  readonly url: string;
  readonly published: string;
  readonly language: string;
  readonly tags: readonly string[];
  readonly note: string;
  readonly status: ArticleStatus;
  /** Annotator of everything that is not `suggested`. */
  readonly annotator: 'ines' | 'tomas';
  /** When the first annotation was made, UTC; each further one came half a minute later. */
  readonly annotatedAt: string;
  readonly blocks: readonly BlockNode[];
  readonly quotations: readonly QuotationSketch[];
  /** By number of the text block, from 1. */
  readonly mentions: Readonly<Record<number, MentionSketches>>;
  readonly claims: readonly ClaimMarkSketch[];
}

type Run = string | TextNode;

function run(text: string, ...marks: readonly Mark[]): TextNode {
  return { type: 'text', text, marks };
}

/** A run of bold text. */
export function bold(text: string): TextNode {
  return run(text, { type: 'bold' });
}

/** A run of italic text. */
export function italic(text: string): TextNode {
  return run(text, { type: 'italic' });
}

/** A run of linked text. */
export function link(text: string, href: string): TextNode {
  return run(text, { type: 'link', attrs: { href } });
}

function inline(runs: readonly Run[]): InlineNode[] {
  return runs.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part));
}

/** A paragraph of one or more runs. */
export function paragraph(...runs: readonly Run[]): BlockNode {
  return { type: 'paragraph', content: inline(runs) };
}

/** A headline (level 1) or a heading inside the article. */
export function heading(level: 1 | 2 | 3, ...runs: readonly Run[]): BlockNode {
  return { type: 'heading', attrs: { level }, content: inline(runs) };
}

/** A photo caption. */
export function caption(...runs: readonly Run[]): BlockNode {
  return { type: 'caption', content: inline(runs) };
}

/** A block quotation of paragraphs. */
export function blockquote(...blocks: readonly BlockNode[]): BlockNode {
  return { type: 'blockquote', content: blocks };
}

/** A bulleted list, one paragraph an item. */
export function bullets(...items: readonly string[]): BlockNode {
  return {
    type: 'bulletList',
    content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
  };
}
