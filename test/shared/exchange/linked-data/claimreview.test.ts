import jsonld from 'jsonld';
import { expect, test } from 'vitest';
import { claimReviewFormat } from '../../../../shared/exchange/linked-data/claimreview.ts';
import type { Dataset } from '../../../../shared/formats/dataset.ts';
import { someDatasets, writeFormat } from '../../../helpers/generated-datasets.ts';
import { checkGolden } from '../../../helpers/golden.ts';
import { workedExample } from '../../../helpers/worked-example.ts';

test('writes the worked example as its golden file', () => checkGolden(claimReviewFormat));

test('uses only terms of schema.org, and types where it expects them', async () => {
  const graph = write(workedExample()).document;
  const document = { ...graph, '@context': { '@vocab': 'https://schema.org/' } };
  const quads = await jsonld.toRDF(document, { safe: true });
  const terms = new Set(
    quads
      .flatMap(({ predicate, object }) => [predicate.value, object.value])
      .flatMap((value) => {
        return value.startsWith('https://schema.org/') ? [value.slice(19)] : [];
      }),
  );
  expect(terms).toEqual(
    new Set([
      ...['Claim', 'ClaimReview', 'NewsArticle', 'Organization', 'Person', 'Rating'],
      ...['alternateName', 'appearance', 'author', 'bestRating', 'claimReviewed', 'datePublished'],
      ...['headline', 'itemReviewed', 'name', 'publisher', 'ratingExplanation', 'ratingValue'],
      ...['reviewRating', 'sameAs', 'url', 'worstRating'],
    ]),
  );
});

test('is valid JSON-LD for any project, each mark of a claim in a review of it or lost', async () => {
  let count = 0;
  for (const dataset of someDatasets(400)) {
    const { document, losses } = write(dataset);
    const quads = await jsonld.toRDF(
      { ...document, '@context': { '@vocab': 'https://schema.org/' } },
      { safe: true },
    );
    const reviewed = quads.filter(({ predicate }) => predicate.value.endsWith('claimReviewed'));
    const lost = new Set(losses.map(({ annotationId }) => annotationId));
    const marks = dataset.articles.flatMap(({ annotations }) => annotations);
    const kept = marks.filter(({ id, claimId }) => claimId !== null && !lost.has(id));
    const ids = new Set(kept.map(({ claimId }) => claimId));
    const claims = dataset.claims.filter(({ id }) => ids.has(id));
    expect(reviewed.map(({ object }) => object.value).sort()).toEqual(
      claims.map(({ statement }) => statement).sort(),
    );
    count += claims.length;
  }
  expect(count).toBeGreaterThan(10);
});

test('says why a claim has no review', () => {
  const { losses } = write(workedExample());
  expect(losses).toEqual([
    { articleId: 'grid', annotationId: 'k2', reason: 'Nobody has judged the claim.' },
  ]);
  expect(write(withStatus('not_checkable')).document['@graph']).toEqual([]);
  expect(write(withStatus('not_checkable')).losses).toHaveLength(2);
});

test.each([
  ['confirmed', 'Confirmed', 5],
  ['corroborated', 'Corroborated', 5],
  ['false', 'False', 1],
  ['retracted', 'Retracted', undefined],
  ['denied', 'Denied', undefined],
  ['outdated', 'Outdated', undefined],
])('rates %s as %s with number %s', (status, alternateName, ratingValue) => {
  const [review] = write(withStatus(status)).document['@graph'];
  expect(review.reviewRating.alternateName).toBe(alternateName);
  expect(review.reviewRating.ratingValue).toBe(ratingValue);
});

function withStatus(status: string): Dataset {
  const dataset = workedExample();
  return { ...dataset, events: dataset.events.map((event) => ({ ...event, status })) };
}

function write(dataset: Dataset) {
  const { files, losses } = writeFormat(claimReviewFormat, dataset);
  return { document: JSON.parse(new TextDecoder().decode(files.get(''))), losses };
}
