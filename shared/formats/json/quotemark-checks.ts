import { buildCanonicalText } from '../../text/canonical.ts';
import { parseDocument, type RichDocument } from '../../text/document.ts';
import { buildOffsetMap, bytes, codePoints, type OffsetMap } from '../../text/offsets.ts';
import { fail, ok, type Result } from '../../util/result.ts';
import type { ExportAnnotation, ExportArticle, ExportFile } from './quotemark-schema.ts';

/** Longest text a message quotes, in UTF-16 units. */
const quoteLimit = 60;

/** Ids that occur twice in their kind and links that lead nowhere, as sentences with their path. */
export function checkLinks(file: ReadFile): string[] {
  const problems: string[] = [];
  const ids = collectIds(file, problems);
  const link = (kind: keyof typeof ids, id: string | null | undefined, path: string) => {
    if (id !== null && id !== undefined && !ids[kind].has(id)) {
      problems.push(`${path}: there is no ${kind} with id ${JSON.stringify(id)} in the file.`);
    }
  };
  const stamp = (
    row: { readonly created_by?: string | undefined; readonly updated_by?: string | undefined },
    path: string,
  ) => {
    link('annotator', row.created_by, `${path}.created_by`);
    link('annotator', row.updated_by, `${path}.updated_by`);
  };
  stamp(file.project, 'project');
  stamp(file.codebook, 'codebook');
  file.annotators.forEach((row, i) => stamp(row, `annotators[${i}]`));
  file.entities.forEach((row, i) => {
    stamp(row, `entities[${i}]`);
    link('entity', row.merged_into, `entities[${i}].merged_into`);
  });
  file.claims.forEach((row, i) => checkClaimLinks(row, `claims[${i}]`, link, stamp));
  file.comments?.forEach((row, i) => {
    stamp(row, `comments[${i}]`);
    link('annotator', row.annotator, `comments[${i}].annotator`);
  });
  file.articles.forEach((article, i) => {
    stamp(article, `articles[${i}]`);
    if (article.revision_info) stamp(article.revision_info, `articles[${i}].revision_info`);
    article.states?.forEach((row, k) => {
      stamp(row, `articles[${i}].states[${k}]`);
      link('annotator', row.annotator, `articles[${i}].states[${k}].annotator`);
    });
    article.annotations.forEach((row, k) => {
      const path = `articles[${i}].annotations[${k}]`;
      stamp(row, path);
      link('annotator', row.annotator, `${path}.annotator`);
      link('entity', row.entity, `${path}.entity`);
      link('entity', row.speaker, `${path}.speaker`);
      link('claim', row.claim, `${path}.claim`);
    });
  });
  return problems;
}

/** The file after its schema: documents are still unknown. */
type ReadFile = Omit<ExportFile, 'articles'> & { readonly articles: readonly ReadArticle[] };
type ReadArticle = ExportArticle;
type Link = (
  kind: 'annotator' | 'entity' | 'claim',
  id: string | null | undefined,
  path: string,
) => void;
type CheckStamp = (
  row: { readonly created_by?: string | undefined; readonly updated_by?: string | undefined },
  path: string,
) => void;

function checkClaimLinks(
  claim: ExportFile['claims'][number],
  path: string,
  link: Link,
  stamp: CheckStamp,
): void {
  stamp(claim, path);
  link('entity', claim.claimant, `${path}.claimant`);
  claim.evidence.forEach((row, i) => stamp(row, `${path}.evidence[${i}]`));
  claim.events.forEach((row, i) => {
    stamp(row, `${path}.events[${i}]`);
    link('annotator', row.annotator, `${path}.events[${i}].annotator`);
  });
}

function collectIds(file: ReadFile, problems: string[]) {
  const collect = (
    rows: readonly { readonly id?: string | undefined }[],
    path: string,
    into = new Set<string>(),
  ) => {
    rows.forEach((row, i) => {
      if (row.id === undefined) return;
      if (into.has(row.id))
        problems.push(`${path}[${i}].id: ${JSON.stringify(row.id)} occurs twice.`);
      into.add(row.id);
    });
    return into;
  };
  const evidence = new Set<string>();
  const events = new Set<string>();
  const annotations = new Set<string>();
  file.claims.forEach((claim, i) => {
    const own = new Set(claim.evidence.map((item) => item.id));
    collect(claim.evidence, `claims[${i}].evidence`, evidence);
    collect(claim.events, `claims[${i}].events`, events);
    claim.events.forEach((event, k) => {
      for (const id of event.evidence) {
        if (own.has(id)) continue;
        problems.push(
          `claims[${i}].events[${k}].evidence: the claim has no evidence with id ${JSON.stringify(id)}.`,
        );
      }
    });
  });
  collect(file.articles, 'articles');
  collect(file.comments ?? [], 'comments');
  file.articles.forEach((article, i) => {
    collect(article.annotations, `articles[${i}].annotations`, annotations);
    const states = (article.states ?? []).map((state) => ({ id: state.annotator }));
    collect(states, `articles[${i}].states`);
  });
  return {
    annotator: collect(file.annotators, 'annotators'),
    entity: collect(file.entities, 'entities'),
    claim: collect(file.claims, 'claims'),
  };
}

/** Documents, texts, hashes and offsets of all articles: the documents, and what is wrong as sentences. */
export function checkArticles(
  articles: readonly ReadArticle[],
  sha256: (text: string) => string,
): Result<{ readonly documents: readonly RichDocument[]; readonly problems: readonly string[] }> {
  const problems: string[] = [];
  const documents: RichDocument[] = [];
  for (const [i, article] of articles.entries()) {
    const path = `articles[${i}]`;
    const document = parseDocument(article.document);
    if (!document.ok) {
      const { code, message } = document.error;
      return fail(code, `${path} (${article.id}): ${message}`);
    }
    documents.push(document.value);
    if (buildCanonicalText(document.value) !== article.text) {
      problems.push(`${path}.text: it is not the text of the document of article ${article.id}.`);
    }
    if (sha256(article.text) !== article.text_sha256) {
      problems.push(
        `${path}.text_sha256: it is not the hash of the text of article ${article.id}.`,
      );
    }
    problems.push(...checkOffsets(article, path));
  }
  return ok({ documents, problems });
}

function checkOffsets(article: ReadArticle, path: string): string[] {
  const map = buildOffsetMap(article.text);
  const problems = article.annotations.flatMap((annotation, i) =>
    checkAnnotation(annotation, article.text, map, `${path}.annotations[${i}]`),
  );
  if (problems.length === 0) return [];
  const unit = findUnit(article, map);
  if (unit === null) return problems;
  return [
    `${path}: offsets of article ${article.id} are ${unit}; they must count Unicode code points.`,
    ...problems,
  ];
}

function checkAnnotation(
  annotation: ExportAnnotation,
  text: string,
  map: OffsetMap,
  path: string,
): string[] {
  const needed = annotation.layer === 'quotation' ? 'content' : 'span';
  const problems = annotation.segments.flatMap((segment, i) => {
    const found = sliceCodePoints(text, map, segment.start, segment.end);
    if (found === segment.exact) return [];
    const what = found === null ? 'lies outside the text' : `covers ${quote(found)}`;
    return [
      `${path}.segments[${i}]: ${segment.start}–${segment.end} of annotation ${annotation.id} ${what}, ` +
        `not ${quote(segment.exact)}.`,
    ];
  });
  if (!annotation.segments.some((segment) => segment.role === needed)) {
    problems.push(`${path}: annotation ${annotation.id} has no segment with role ${needed}.`);
  }
  return problems;
}

/** The unit in which all segments of the article would be right; null when in none. */
function findUnit(article: ReadArticle, map: OffsetMap): string | null {
  const segments = article.annotations.flatMap((annotation) => annotation.segments);
  const { text } = article;
  if (segments.every(({ start, end, exact }) => text.slice(start, end) === exact)) {
    return 'UTF-16 units, as JavaScript counts';
  }
  if (segments.every(({ start, end, exact }) => sliceBytes(text, map, start, end) === exact)) {
    return 'UTF-8 bytes';
  }
  return null;
}

function sliceCodePoints(text: string, map: OffsetMap, start: number, end: number): string | null {
  if (start >= end || end > map.lengthCodePoints) return null;
  return text.slice(map.toUtf16(codePoints(start)), map.toUtf16(codePoints(end)));
}

function sliceBytes(text: string, map: OffsetMap, start: number, end: number): string | null {
  try {
    return sliceCodePoints(text, map, map.fromByte(bytes(start)), map.fromByte(bytes(end)));
  } catch (error) {
    // Past the end or inside a character: these are no byte offsets.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function quote(text: string): string {
  return JSON.stringify(text.length > quoteLimit ? `${text.slice(0, quoteLimit)}…` : text);
}
