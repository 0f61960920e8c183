import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findStatusWarning } from '../../../shared/claims/status.ts';
import { defaultCodebook } from '../../../shared/codebook/default.ts';
import { findLabel, findLayer } from '../../../shared/codebook/codebook.ts';
import { buildExportFile, parseExportFile } from '../../../shared/formats/json/quotemark-json.ts';
import type { Annotation, SegmentRole } from '../../../shared/records/records.ts';
import { buildSample, buildSampleDataset } from '../../../shared/sample/build.ts';
import { unwrap } from '../../../shared/util/result.ts';

const options = { sha256, codebook: defaultCodebook };
const dataset = buildSampleDataset(options);
const file = buildSample(options);
const annotations = dataset.articles.flatMap((item) => item.annotations);
const quotations = annotations.filter((annotation) => annotation.layer === 'quotation');
const mentions = annotations.filter((annotation) => annotation.layer === 'mention');
const quotationMark = /[“"„«‚‹]/u;

describe('the sample as a dataset', () => {
  test('is the same on every call', () => {
    expect(buildSample(options)).toEqual(file);
  });

  test('is read without a fault by the reader of our own JSON, and written again as it was', () => {
    const { dataset: read } = unwrap(parseExportFile(JSON.stringify(file), sha256));
    const making = { exportedAt: file.exported_at, generator: file.generator };
    expect(buildExportFile(read, making)).toEqual(file);
  });

  test('has the words of every segment at its offsets, in code points', () => {
    for (const article of file.articles) {
      const characters = Array.from(article.text);
      for (const { id, segments } of article.annotations) {
        for (const { start, end, exact } of segments) {
          expect([id, characters.slice(start, end).join('')]).toEqual([id, exact]);
        }
      }
    }
  });

  test('gives every row an id of its own', () => {
    const ids = [
      ...dataset.annotators,
      ...dataset.entities,
      ...dataset.claims,
      ...dataset.events,
      ...dataset.evidence,
      ...dataset.articles.map((item) => item.article),
      ...annotations,
    ].map((row) => row.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(ids.filter((id) => !/^sample-[a-z0-9-]+$/.test(id))).toEqual([]);
  });

  test('refers only to rows that exist, and leaves no entity or claim unused', () => {
    const entityIds = dataset.entities.map((entity) => entity.id);
    const claimIds = dataset.claims.map((claim) => claim.id);
    const usedEntities = [
      ...annotations.flatMap((annotation) => [annotation.entityId, annotation.speakerId]),
      ...dataset.claims.map((claim) => claim.claimantId),
    ].filter((id) => id !== null);
    const usedClaims = annotations.flatMap((annotation) => annotation.claimId ?? []);
    expect(new Set(usedEntities)).toEqual(new Set(entityIds));
    expect(new Set(usedClaims)).toEqual(new Set(claimIds));
    const places = [...annotations, ...dataset.articles.map((item) => item.article)].map(
      (row) => row.id,
    );
    const passages = dataset.evidence.filter((item) => item.kind === 'passage');
    expect(passages.filter((item) => !places.includes(item.ref))).toEqual([]);
    const evidenceIds = dataset.evidence.map((item) => item.id);
    const cited = dataset.events.flatMap((event) => event.evidenceIds);
    expect(new Set(cited)).toEqual(new Set(evidenceIds));
  });

  test('quotes every passage of evidence as its article has it', () => {
    const wrong = dataset.evidence.filter((item) => {
      const source = dataset.articles.find(({ article }) => item.ref.startsWith(article.id));
      return item.kind === 'passage' && !source?.revision.text.includes(item.excerpt);
    });
    expect(wrong.map((item) => item.id)).toEqual([]);
  });

  test('uses only labels, attributes, types and statuses of the default codebook', () => {
    const wrong = annotations.filter(({ layer, label, attributes }) => {
      const definitions = findLayer(defaultCodebook, layer)?.attributes ?? [];
      const fits = Object.entries(attributes).every(([key, value]) =>
        definitions
          .find((definition) => definition.id === key)
          ?.values.some((allowed) => allowed.id === value),
      );
      return (
        !fits || (label === null ? layer !== 'claim' : !findLabel(defaultCodebook, layer, label))
      );
    });
    expect(wrong).toEqual([]);
    const { claimStatuses, claimTypes } = defaultCodebook;
    const types = claimTypes.map((label) => label.id);
    const statuses = claimStatuses.map((label) => label.id);
    expect(dataset.claims.filter(({ type }) => type === null || !types.includes(type))).toEqual([]);
    expect(dataset.events.filter(({ status }) => !statuses.includes(status))).toEqual([]);
    expect(
      dataset.entities.filter(({ type }) => !findLabel(defaultCodebook, 'mention', type)),
    ).toEqual([]);
  });

  test('meets the rule of every claim status by recorded evidence', () => {
    const warnings = file.claims.flatMap((claim) => {
      const evidence = dataset.evidence.filter((item) => item.claimId === claim.id);
      return findStatusWarning(claim.status, evidence) ?? [];
    });
    expect(warnings).toEqual([]);
  });
});

describe('the sample as a showcase', () => {
  test('is large enough to work with', () => {
    expect(dataset.articles.length).toBeGreaterThanOrEqual(8);
    expect(quotations.length).toBeGreaterThanOrEqual(90);
    expect(mentions.length).toBeGreaterThanOrEqual(170);
    expect(dataset.claims.length).toBeGreaterThanOrEqual(10);
  });

  test('has every article status, annotation state and quotation type', () => {
    expect(new Set(file.articles.map((article) => article.status))).toEqual(
      new Set(['new', 'in_progress', 'done', 'in_review', 'final']),
    );
    expect(new Set(annotations.map(({ state }) => state))).toEqual(
      new Set(['accepted', 'suggested']),
    );
    expect(new Set(quotations.map(({ label }) => label))).toEqual(
      new Set(['direct', 'indirect', 'mixed', 'not_speech']),
    );
    expect(new Set(quotations.map(({ attributes }) => attributes['source_kind']))).toEqual(
      new Set(['named', 'described', 'unnamed', 'collective', 'document', undefined]),
    );
    expect(new Set(mentions.map(({ attributes }) => attributes['level']))).toEqual(
      new Set(['NAM', 'NOM', 'PRO']),
    );
  });

  test('has a claim in every status, and two that contradict each other', () => {
    expect(Object.fromEntries(file.claims.map(({ id, status }) => [id, status]))).toEqual({
      'sample-claim-crack': 'confirmed',
      'sample-claim-evacuated': 'corroborated',
      'sample-claim-sirens-early': 'disputed',
      'sample-claim-sirens-late': 'disputed',
      'sample-claim-missing': 'retracted',
      'sample-claim-collapsed': 'false',
      'sample-claim-minister-knew': 'denied',
      'sample-claim-not-inspected': 'unverified',
      'sample-claim-level': 'outdated',
      'sample-claim-theatre': 'not_checkable',
    });
  });

  test('has one quotation of three paragraphs, with another inside it', () => {
    const [long] = quotations.filter(({ id }) => id === 'sample-article-5-three-paragraphs');
    const [content] = segmentsOf(long, 'content');
    expect(content?.exact.split('\n').map((line) => line.slice(0, 1))).toEqual(['“', '“', '“']);
    expect(listNested('sample-article-5')).toContain('sample-article-5-three-paragraphs');
  });

  test('has quotations within quotations in three languages', () => {
    expect(listNested('sample-article-2')).not.toEqual([]);
    expect(listNested('sample-article-6')).not.toEqual([]);
    expect(listNested('sample-article-7')).not.toEqual([]);
  });

  test('has a German and a right-to-left article, combining marks and joined emoji', () => {
    expect(dataset.articles.map(({ article }) => article.language)).toEqual(
      expect.arrayContaining(['en', 'de', 'ar']),
    );
    const text = dataset.articles.map(({ revision }) => revision.text).join('\n');
    expect(text).toMatch(/\p{Script=Arabic}/u);
    expect(text).toMatch(/\p{M}/u);
    expect(text).toMatch(/\p{Extended_Pictographic}\u200d\p{Extended_Pictographic}/u);
  });
});

describe('the borders of the codebook', () => {
  test('direct content opens and closes with a quotation mark', () => {
    const direct = quotations.filter(({ label }) => label === 'direct');
    const open = direct
      .flatMap((quotation) => segmentsOf(quotation, 'content'))
      .filter(({ exact }) => !/^[“"„«‚‹‘][^]*[”"“»‘›’]$/u.test(exact));
    expect(open).toEqual([]);
  });

  test('every quotation mark of an annotated article lies in some content', () => {
    for (const { article, revision, annotations: marks } of dataset.articles.slice(0, 7)) {
      const contents = marks.flatMap((mark) => segmentsOf(mark, 'content'));
      const missed = Array.from(revision.text).flatMap((character, i) =>
        quotationMark.test(character) && !contents.some(({ start, end }) => start <= i && i < end)
          ? [`${article.id}: ${character} at ${i}`]
          : [],
      );
      expect(missed).toEqual([]);
    }
  });

  test('a cue is one span outside the content of its quotation', () => {
    for (const quotation of quotations) {
      const cues = segmentsOf(quotation, 'cue');
      const contents = segmentsOf(quotation, 'content');
      expect([quotation.id, cues.length <= 1, contents.length >= 1]).toEqual([
        quotation.id,
        true,
        true,
      ]);
      expect(
        cues.filter((cue) => contents.some(({ start, end }) => cue.start < end && start < cue.end)),
      ).toEqual([]);
    }
  });

  test('a named mention of a person has no title', () => {
    const people = mentions.filter(
      ({ label, attributes }) => label === 'person' && attributes['level'] === 'NAM',
    );
    expect(people.length).toBeGreaterThan(30);
    expect(
      people.filter(({ segments: [span] }) =>
        /^(Governor|Mayor|Minister|Doctor|Superintendent|Ms|Mr|Gouverneurin|Ministerin)\b/.test(
          span?.exact ?? '',
        ),
      ),
    ).toEqual([]);
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function segmentsOf(annotation: Annotation | undefined, role: SegmentRole) {
  return annotation?.segments.filter((segment) => segment.role === role) ?? [];
}

/** Ids of an article's quotations whose content wholly holds the content of a shorter one. */
function listNested(articleId: string): string[] {
  const own = quotations.filter((quotation) => quotation.articleId === articleId);
  const holds = (outer: Annotation, inner: Annotation) =>
    segmentsOf(inner, 'content').every((part) =>
      segmentsOf(outer, 'content').some(
        ({ start, end }) =>
          start <= part.start && part.end <= end && end - start > part.end - part.start,
      ),
    );
  return own.filter((outer) => own.some((inner) => holds(outer, inner))).map(({ id }) => id);
}
