import { createHash } from 'node:crypto';
import { findLabel } from '../../shared/codebook/codebook.ts';
import { redactText } from '../../shared/exchange/redact/redact-article.ts';
import { planRedaction, type Redaction } from '../../shared/exchange/redact/redact-terms.ts';
import type {
  Entity,
  Id,
  RecordOf,
  RecordType,
  Revision,
  Segment,
} from '../../shared/records/records.ts';
import type { JsonObject } from '../../shared/util/json.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { ExportSource } from './export-source.ts';
import { redactFacts, RedactedIds } from './redact-ids.ts';

type Redactors = { readonly [Type in RecordType]: (row: RecordOf<Type>) => RecordOf<Type> };

/** An entity whose name was replaced, for the file that keeps both. */
export interface PseudonymRow {
  readonly id: Id;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly pseudonym: string;
}

/** Rows with names replaced, and who was who. */
export interface RedactedSource {
  readonly source: ExportSource;
  readonly pseudonyms: readonly PseudonymRow[];
}

/**
 * Rows of a project as an export without some names sees them. Every row that is handed out has been searched for the names.
 *
 * @param chosen Ids of entities.
 * @throws Refusal `not_found` for an id that no entity has; `refused`, on reading, when a name would still stand in a row.
 */
export function redactSource(source: ExportSource, chosen: readonly Id[]): RedactedSource {
  const entities = source.list('entity', {});
  const missing = chosen.find((id) => !entities.some((entity) => entity.id === id));
  if (missing !== undefined) {
    throw new Refusal('not_found', `Nobody in the cast has the id “${missing}”.`);
  }
  const codebook = source.find('codebook', 'codebook')?.codebook;
  const typeName = (type: string): string =>
    (codebook && findLabel(codebook, 'mention', type)?.name) ?? type;
  const redaction = planRedaction(entities, chosen, typeName);
  const ids = new RedactedIds(redaction);
  const redactors = buildRedactors(source, redaction, ids);
  const redact = <Type extends RecordType>(type: Type, row: RecordOf<Type>): RecordOf<Type> => {
    const redacted = redactors[type](row);
    const leak = redaction.findLeak(redacted);
    if (leak === null) return redacted;
    throw new Refusal(
      'refused',
      `“${leak}” still stands in the ${type.replaceAll('_', ' ')} “${row.id}”, so nothing was exported. Remove it there, or add it to the aliases.`,
    );
  };
  return {
    source: {
      find(type, id) {
        const row = source.find(type, ids.toOwn(id));
        return row && redact(type, row);
      },
      readRevision(id) {
        const row = source.readRevision(ids.toOwn(id));
        return row && redact('revision', row);
      },
      list: (type, where) =>
        source.list(type, ids.filterOwn(where)).map((row) => redact(type, row)),
      *pages(type) {
        for (const page of source.pages(type)) yield page.map((row) => redact(type, row));
      },
      ofClaims: (type, claimIds) =>
        source
          .ofClaims(
            type,
            claimIds.map((id) => ids.toOwn(id)),
          )
          .map((row) => redact(type, row)),
      facts: redactFacts(source.facts, ids),
    },
    pseudonyms: entities.flatMap(({ id, name, aliases }) => {
      const pseudonym = redaction.pseudonyms.get(id);
      return pseudonym === undefined ? [] : [{ id, name, aliases, pseudonym }];
    }),
  };
}

function buildRedactors(source: ExportSource, redaction: Redaction, ids: RedactedIds): Redactors {
  const say = (text: string): string => replaceNames(text, redaction);
  const sayAll = <Value>(value: Value): Value => replaceIn(value, redaction);
  const to = (id: Id): Id => ids.to(id);
  const link = (id: Id | null): Id | null => id && to(id);
  const isClean = (value: string): boolean => !redaction.isInAddress(value);
  const texts = keepTexts(source, redaction);
  return {
    project: (row) => ({
      ...row,
      name: say(row.name),
      description: say(row.description),
      // Presets of exports say whose names are replaced.
      settings: sayAll(omitKey(row.settings, 'exportPresets')),
    }),
    annotator: (row) => ({ ...row, name: say(row.name) }),
    codebook: (row) => ({ ...row, codebook: sayAll(row.codebook) }),
    article: (row) => ({
      ...row,
      id: to(row.id),
      title: say(row.title),
      byline: say(row.byline),
      publisher: say(row.publisher),
      note: say(row.note),
      tags: row.tags.map(say),
      url: isClean(row.url) ? row.url : '',
      // The hash of the original would tell which text it was.
      origin: {
        ...row.origin,
        file: row.origin.file !== null && isClean(row.origin.file) ? row.origin.file : null,
        sha256: null,
      },
    }),
    article_state: (row) => {
      const articleId = to(row.articleId);
      return { ...row, id: `${articleId}:${row.annotatorId}`, articleId };
    },
    revision: (row) => {
      const articleId = to(row.articleId);
      const { revision } = texts(row.articleId);
      if (revision.id !== row.id) throw new RangeError(`no text that is exported: ${row.id}`);
      const id = `${articleId}:${row.number}`;
      return { ...revision, id, articleId, reason: say(row.reason) };
    },
    annotation: (row) => {
      return {
        ...row,
        id: to(row.id),
        articleId: to(row.articleId),
        // A mark of an earlier text is never exported.
        segments: texts(row.articleId).segments.get(row.id) ?? [],
        note: say(row.note),
        attributes: sayAll(row.attributes),
        entityId: link(row.entityId),
        speakerId: link(row.speakerId),
        claimId: link(row.claimId),
      };
    },
    entity: (row) => redactEntity(row, redaction, ids),
    claim: (row) => ({
      ...row,
      id: to(row.id),
      statement: say(row.statement),
      note: say(row.note),
      claimantId: link(row.claimantId),
    }),
    claim_event: (row) => ({
      ...row,
      id: to(row.id),
      claimId: to(row.claimId),
      reason: say(row.reason),
      evidenceIds: row.evidenceIds.map(to),
    }),
    evidence: (row) => ({
      ...row,
      id: to(row.id),
      claimId: to(row.claimId),
      ref: row.kind === 'passage' ? to(row.ref) : redactReference(row.ref, redaction),
      excerpt: say(row.excerpt),
      originGroup: say(row.originGroup),
      sha256: null,
    }),
    comment: (row) => ({
      ...row,
      id: to(row.id),
      parentId: link(row.parentId),
      targetId: to(row.targetId),
      body: say(row.body),
    }),
  };
}

function redactEntity(row: Entity, redaction: Redaction, ids: RedactedIds): Entity {
  const pseudonym = redaction.pseudonyms.get(row.id);
  const id = ids.to(row.id);
  const mergedInto = row.mergedInto && ids.to(row.mergedInto);
  if (pseudonym === undefined) {
    const [name = '', note = '', ...aliases] = [row.name, row.note, ...row.aliases].map((text) =>
      replaceNames(text, redaction),
    );
    return { ...row, id, name, note, aliases, mergedInto };
  }
  // What else is known of them says who they are.
  return { ...row, id, name: pseudonym, aliases: [], externalIds: {}, note: '', mergedInto };
}

/** The current text of an article and the segments of its marks, with names replaced. */
interface RedactedTexts {
  readonly articleId: Id;
  readonly revision: Revision;
  readonly segments: ReadonlyMap<Id, readonly Segment[]>;
}

/** Redacts articles one by one and keeps the last, since its rows are asked for together. */
function keepTexts(source: ExportSource, redaction: Redaction): (articleId: Id) => RedactedTexts {
  let last: RedactedTexts | null = null;
  return (articleId) => {
    if (last?.articleId === articleId) return last;
    const revision = source.readRevision(revisionId(source, articleId));
    if (!revision) throw new RangeError(`an article without a text: ${articleId}`);
    const annotations = source
      .list('annotation', { articleId })
      .filter((annotation) => annotation.revision === revision.number);
    const texts = redactText({ revision, annotations }, redaction, sha256);
    const segments = texts.annotations.map((row) => [row.id, row.segments] as const);
    last = { articleId, revision: texts.revision, segments: new Map(segments) };
    return last;
  };
}

function revisionId(source: ExportSource, articleId: Id): Id {
  return `${articleId}:${source.find('article', articleId)?.revision ?? 0}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function replaceNames(text: string, redaction: Redaction): string {
  let result = '';
  let at = 0;
  for (const { start, end, pseudonym } of redaction.find(text)) {
    result += text.slice(at, start) + pseudonym;
    at = end;
  }
  return result + text.slice(at);
}

function omitKey(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** A title with names replaced; an address with a name in it says nothing any more. */
function redactReference(text: string, redaction: Redaction): string {
  const replaced = replaceNames(text, redaction);
  return /^\S+$/.test(text) && redaction.isInAddress(replaced) ? '' : replaced;
}

/** The same in every text of a value; keys and ids stay. */
function replaceIn<Value>(value: Value, redaction: Redaction): Value {
  const text = JSON.stringify(value, (key, item: unknown) =>
    typeof item === 'string' && key !== 'id' ? replaceNames(item, redaction) : item,
  );
  // The same shape with other texts in it.
  return JSON.parse(text) as Value;
}
