/** What a list of articles can be ordered by. Text ignores case and accents; `added` is the order in which they came. */
export const articleSorts = [
  'added',
  'title',
  'byline',
  'publisher',
  'published',
  'language',
  'tags',
  'status',
  'quotations',
  'mentions',
  'claims',
  'suggestions',
  'updated',
] as const;
export type ArticleSort = (typeof articleSorts)[number];

/**
 * What an article may have at least one of: accepted quotations, mentions and claims; suggestions to decide on; marks in
 * doubt; marks that lost their words; comments that are not resolved.
 */
export const articleFeatures = [
  'quotations',
  'mentions',
  'claims',
  'suggestions',
  'doubt',
  'unplaced',
  'comments',
] as const;
export type ArticleFeature = (typeof articleFeatures)[number];
