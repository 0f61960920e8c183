import fc from 'fast-check';
import { hash } from 'node:crypto';
import { defaultCodebook } from '../../shared/codebook/default.ts';
import {
  compareAnnotations,
  compareSegments,
  type Dataset,
  type DatasetArticle,
} from '../../shared/formats/dataset.ts';
import {
  annotationStates,
  articleStatuses,
  evidenceKinds,
  evidenceStances,
  type Annotation,
  type Segment,
  type SegmentRole,
  type Stamp,
} from '../../shared/records/records.ts';
import { buildCanonicalText } from '../../shared/text/canonical.ts';
import { codePoints } from '../../shared/text/offsets.ts';
import { documents, textsOf } from './texts.ts';

/** SHA-256 of a text as UTF-8, lower-case hex. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

const annotatorIds = ['ann', 'bob'] as const;
const times = ['2026-01-01T00:00:00.000Z', '2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.679Z'];
const dates = ['2024', '2024-10', '2024-10-16', '2024-10-16T20:30', '2024-10-16T20:30:15+09:00'];

const stamps: fc.Arbitrary<Stamp> = fc
  .tuple(
    fc.constantFrom(...times),
    fc.constantFrom(...annotatorIds),
    fc.constantFrom(...times),
    fc.constantFrom(...annotatorIds),
  )
  .map(([createdAt, createdBy, updatedAt, updatedBy]) => {
    return { createdAt, createdBy, updatedAt, updatedBy };
  });

const texts = textsOf().map((text) => text.replaceAll('\0', ''));
const words = texts.map((text) => `w${text.replace(/[\r\n]/g, ' ')}`);
const newsDates = fc.constantFrom(null, ...dates);
/** Keys and values that a settings object may hold, the names that break objects among them. */
const settings = fc.dictionary(
  fc.constantFrom('theme', 'constructor', '10', '9', 'ümlaut', 'a b'),
  fc.oneof(
    texts,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.nat(9), { maxLength: 3 }),
  ),
  { noNullPrototype: true },
);

/**
 * Any project as plain rows, in the order in which parsers give them, small enough to go through a database. All ids are
 * its own but those of annotators.
 */
export function datasets(): fc.Arbitrary<Dataset> {
  return fc
    .record({
      stamp: stamps,
      name: words,
      description: texts,
      settings,
      entities: fc.array(fc.tuple(words, fc.array(words, { maxLength: 3 }), texts, stamps), {
        maxLength: 4,
      }),
      claims: fc.array(fc.tuple(words, texts, stamps, fc.nat(3), fc.nat(2)), { maxLength: 3 }),
      dates: fc.infiniteStream(newsDates),
      choices: fc.infiniteStream(fc.nat(1000)),
      words: fc.infiniteStream(texts),
      stamps: fc.infiniteStream(stamps),
      documents: fc.array(documents(), { maxLength: 3 }),
    })
    .map((seed) => buildDataset(seed));
}

interface Seed {
  readonly stamp: Stamp;
  readonly name: string;
  readonly description: string;
  readonly settings: Dataset['project']['settings'];
  readonly entities: readonly (readonly [string, string[], string, Stamp])[];
  readonly claims: readonly (readonly [string, string, Stamp, number, number])[];
  readonly dates: Iterator<string | null>;
  readonly choices: Iterator<number>;
  readonly words: Iterator<string>;
  readonly stamps: Iterator<Stamp>;
  readonly documents: readonly Parameters<typeof buildCanonicalText>[0][];
}

function take<Value>(stream: Iterator<Value>): Value {
  const { value, done } = stream.next();
  if (done) throw new RangeError('a stream of values has ended');
  return value;
}

function buildDataset(seed: Seed): Dataset {
  const nat = (limit: number) => take(seed.choices) % limit;
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[nat(values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  };
  const word = () => take(seed.words);
  const stamp = () => take(seed.stamps);
  const entityIds = seed.entities.map((_, i) => `entity-${i}`);
  const claimIds = seed.claims.map((_, i) => `claim-${i}`);
  const orNull = (ids: readonly string[]) => (ids.length === 0 || nat(3) === 0 ? null : pick(ids));

  const evidence = seed.claims.flatMap(([, , , count], i) =>
    Array.from({ length: count }, (_, k) => ({
      id: `evidence-${i}-${k}`,
      claimId: `claim-${i}`,
      kind: pick(evidenceKinds),
      ref: word(),
      excerpt: word(),
      stance: pick(evidenceStances),
      originGroup: word(),
      official: nat(2) === 0,
      published: take(seed.dates),
      sha256: nat(2) === 0 ? null : sha256(word()),
      ...stamp(),
    })),
  );
  const events = seed.claims.flatMap(([, , , , count], i) =>
    Array.from({ length: count }, (_, k) => ({
      id: `event-${i}-${k}`,
      claimId: `claim-${i}`,
      status: pick(defaultCodebook.claimStatuses).id,
      asOf: pick(dates),
      recordedAt: pick(times),
      annotatorId: pick(annotatorIds),
      reason: word(),
      evidenceIds: evidence.filter((item) => item.claimId === `claim-${i}`).map((item) => item.id),
      ...stamp(),
    })),
  );
  const mentionTypes = defaultCodebook.layers.find((layer) => layer.id === 'mention')?.labels ?? [];
  const articles = seed.documents.map((document, i): DatasetArticle => {
    const id = `article-${i}`;
    const text = buildCanonicalText(document);
    const number = 1 + nat(3);
    return {
      article: {
        id,
        title: word(),
        byline: word(),
        publisher: word(),
        url: word(),
        published: take(seed.dates),
        language: pick(['', 'en', 'ar']),
        tags: Array.from({ length: nat(3) }, word),
        note: word(),
        revision: number,
        origin: {
          file: nat(2) === 0 ? null : word(),
          importer: 'text@1',
          sha256: null,
          encoding: pick([null, 'utf-8']),
          newline: pick([null, 'crlf', 'mixed'] as const),
        },
        trashedAt: null,
        ...stamp(),
      },
      revision: {
        id: `${id}:${number}`,
        articleId: id,
        number,
        document,
        text,
        sha256: sha256(text),
        reason: word(),
        ...stamp(),
      },
      states: annotatorIds.slice(nat(3)).map((annotatorId) => ({
        id: `${id}:${annotatorId}`,
        articleId: id,
        annotatorId,
        status: pick(articleStatuses),
        ...stamp(),
      })),
      annotations: Array.from({ length: text === '' ? 0 : nat(5) }, (_, k): Annotation => {
        const layer = pick(['quotation', 'mention', 'claim']);
        return {
          id: `annotation-${i}-${k}`,
          articleId: id,
          revision: number,
          layer,
          label: layer === 'claim' ? null : layer === 'mention' ? pick(mentionTypes).id : 'direct',
          annotatorId: pick(annotatorIds),
          state: pick(annotationStates),
          attributes: nat(2) === 0 ? {} : { polarity: 'negated', source_kind: 'unnamed' },
          doubt: nat(2) === 0,
          note: word(),
          entityId: layer === 'mention' ? orNull(entityIds) : null,
          speakerId: layer === 'quotation' ? orNull(entityIds) : null,
          claimId: layer === 'claim' ? orNull(claimIds) : null,
          segments: buildSegments(text, layer, nat),
          ...stamp(),
        };
      }).sort(compareAnnotations),
    };
  });
  return {
    project: {
      id: 'project',
      name: seed.name,
      description: seed.description,
      settings: seed.settings,
      ...seed.stamp,
    },
    annotators: annotatorIds.map((id) => {
      return { id, name: `Name of ${id}`, colour: '#2f6db5', ...seed.stamp };
    }),
    codebook: { id: 'codebook', version: 1 + nat(4), codebook: defaultCodebook, ...seed.stamp },
    entities: seed.entities.map(([name, aliases, note, rowStamp], i) => ({
      id: `entity-${i}`,
      type: pick(mentionTypes).id,
      name,
      aliases,
      externalIds: nat(2) === 0 ? {} : { wikidata: 'Q42', isni: '0000' },
      note,
      mergedInto: i > 0 && nat(4) === 0 ? 'entity-0' : null,
      ...rowStamp,
    })),
    claims: seed.claims.map(([statement, note, rowStamp], i) => ({
      id: `claim-${i}`,
      statement,
      claimantId: orNull(entityIds),
      type: nat(2) === 0 ? null : pick(defaultCodebook.claimTypes).id,
      note,
      ...rowStamp,
    })),
    events,
    evidence,
    comments: articles.flatMap(({ article }, i) =>
      nat(2) === 0
        ? []
        : [
            {
              id: `comment-${i}`,
              targetType: 'article' as const,
              targetId: article.id,
              parentId: null,
              body: `c${word()}`,
              annotatorId: pick(annotatorIds),
              resolved: nat(2) === 0,
              ...stamp(),
            },
          ],
    ),
    articles,
  };
}

function buildSegments(text: string, layer: string, nat: (limit: number) => number): Segment[] {
  const characters = [...text];
  const segment = (role: SegmentRole): Segment => {
    const start = nat(characters.length);
    const end = start + 1 + nat(characters.length - start);
    const exact = characters.slice(start, end).join('');
    return { role, start: codePoints(start), end: codePoints(end), exact };
  };
  const roles: SegmentRole[] =
    layer === 'quotation'
      ? [...(nat(2) === 0 ? ['content' as const] : []), 'content', 'source', 'cue']
      : ['span'];
  const segments = roles.map(segment).sort(compareSegments);
  // The same place twice in one role is one segment.
  return segments.filter((one, i) => {
    const before = segments[i - 1];
    return !before || compareSegments(before, one) !== 0;
  });
}
