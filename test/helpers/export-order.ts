import { compareCreated, type Dataset } from '../../shared/formats/dataset.ts';
import { compareTexts } from '../../shared/util/compare-texts.ts';

/** The dataset as an export of it gives it back: rows in the order of the file. */
export function inExportOrder(dataset: Dataset): Dataset {
  const claimOrder = new Map(
    [...dataset.claims].sort(compareCreated).map((claim, i) => [claim.id, i]),
  );
  const byClaim = <
    Row extends { readonly claimId: string; readonly createdAt: string; readonly id: string },
  >(
    rows: readonly Row[],
  ): Row[] =>
    [...rows].sort((left, right) => {
      const place = (row: Row) => claimOrder.get(row.claimId) ?? 0;
      return place(left) - place(right) || compareCreated(left, right);
    });
  return {
    ...dataset,
    annotators: [...dataset.annotators].sort(compareCreated),
    entities: [...dataset.entities].sort(compareCreated),
    claims: [...dataset.claims].sort(compareCreated),
    events: byClaim(dataset.events),
    evidence: byClaim(dataset.evidence),
    comments: [...dataset.comments].sort(compareCreated),
    articles: [...dataset.articles]
      .sort((left, right) => compareCreated(left.article, right.article))
      .map((item) => ({
        ...item,
        states: [...item.states].sort((a, b) => compareTexts(a.annotatorId, b.annotatorId)),
      })),
  };
}
