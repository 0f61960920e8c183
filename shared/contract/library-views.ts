/** Where an article stands in a list. */
export interface ArticlePlace {
  /** From 0. */
  readonly index: number;
  readonly total: number;
  /** Articles that are done or further, whatever status the list is filtered by. */
  readonly done: number;
  /** All that `done` is counted among. */
  readonly of: number;
}

/** A value that articles have, and how many of them. */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/**
 * Matches of a filter by value, the most frequent first. Each list counts with its own part of the filter left out; `has`, of
 * which all must fit, counts what is left. At most 300 values, chosen ones always among them.
 */
export interface ArticleFacets {
  /** `''` counts articles without one, as for publishers and languages. */
  readonly tags: readonly FacetValue[];
  readonly publishers: readonly FacetValue[];
  readonly languages: readonly FacetValue[];
  /** By id. */
  readonly annotators: readonly FacetValue[];
  /** By month, `2026-03`, or year where no month is known; `''` without a date. The latest first. */
  readonly published: readonly FacetValue[];
  /** By `ArticleFeature`, in their order; none left out. */
  readonly has: readonly FacetValue[];
  /** By id of the claim status. */
  readonly claimStatuses: readonly FacetValue[];
}

/** A value that some articles may be given or freed of. */
export interface ArticleChoice {
  readonly value: string;
  /** How many of the articles in question have it. */
  readonly chosen: number;
  /** How many articles of the project have it, trash left out. */
  readonly total: number;
}

/** What some articles have in common, and what else there is. The most frequent first. */
export interface ArticleChoices {
  readonly tags: readonly ArticleChoice[];
  /** By id: to whom articles are assigned. Annotators without an article are left out. */
  readonly annotators: readonly ArticleChoice[];
}
