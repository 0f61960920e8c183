import { useEffect } from 'react';
import { findLayer, type Codebook, type Label } from '../../../shared/codebook/codebook.ts';
import type { ArticleFacets, FacetValue } from '../../../shared/contract/library-views.ts';
import type { FilterTerm } from '../../../shared/search/filter-terms.ts';
import type { SearchScope } from '../../../shared/search/hit.ts';
import type { QueryField } from '../../../shared/search/query-tokens.ts';
import { foldText } from '../../../shared/search/words.ts';
import { useSession, type Workspace } from '../../app/workspace.ts';
import { useArticleFacets } from '../../state/queries.ts';
import { formatCount } from '../../ui/format.ts';
import { rankByWords } from '../../ui/rank.ts';

/** Most values that are offered at a time. */
const maxValues = 8;

/** What filters are called, and what is written after the colon. */
export const filterNames: Readonly<
  Record<QueryField, { readonly label: string; readonly hint: string }>
> = {
  speaker: {
    label: 'Speaker',
    hint: 'Part of a name: only what that member of the cast is quoted with',
  },
  type: { label: 'Type', hint: 'Type of the quotation, or of the entity' },
  cue: { label: 'Cue', hint: 'Words of the cue, such as said' },
  status: { label: 'Claim status', hint: 'Only in claims of that status' },
  source: { label: 'Publisher', hint: 'Part of the publisher’s name' },
  title: { label: 'Title', hint: 'Part of the title' },
  tag: { label: 'Tag', hint: 'A tag of the article' },
  language: { label: 'Language', hint: 'Language of the article, such as en' },
  before: { label: 'Before', hint: 'A date: 2024, 2024-10 or 2024-10-16' },
  after: { label: 'From', hint: 'A date: 2024, 2024-10 or 2024-10-16' },
};

/** A value that a filter may have. */
export interface FilterValue {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
}

/** The labels that `type:` means in a scope. */
function listTypes(codebook: Codebook, scope: SearchScope): readonly Label[] {
  return findLayer(codebook, scope === 'entities' ? 'mention' : 'quotation')?.labels ?? [];
}

/** A filter as its chip says it: `Speaker: Ana Ruiz`. */
export function describeFilter(
  { field, value }: FilterTerm,
  scope: SearchScope,
  codebook: Codebook | undefined,
): string {
  const labels =
    field === 'type' && codebook
      ? listTypes(codebook, scope)
      : field === 'status'
        ? (codebook?.claimStatuses ?? [])
        : [];
  const name = labels.find(({ id }) => id === value)?.name ?? value;
  return `${filterNames[field].label}: ${name}`;
}

const allArticles = {};
const facetFields = ['source', 'tag', 'language'] as const;
type FacetField = (typeof facetFields)[number];

/** Values that fit what is typed of a filter, best first; none for a field without known values. */
export function useFilterValues(
  workspace: Workspace,
  scope: SearchScope,
  typed: FilterTerm | null,
): readonly FilterValue[] {
  const facetField = facetFields.find((field) => field === typed?.field) ?? null;
  const { facets, error } = useArticleFacets(
    workspace.clients.engine,
    facetField === null ? null : allArticles,
  );
  useEffect(() => {
    if (error) workspace.fail(error, 'Listing what to filter by');
  }, [workspace, error]);
  const entities = useSession((state) => state.entities);
  const codebook = useSession((state) => state.project?.codebook);
  if (!typed || !codebook) return [];
  const all = (): readonly (FilterValue & { readonly words?: string })[] => {
    if (facetField) return listFacet(facets, facetField);
    if (typed.field === 'speaker') {
      return [...entities.values()]
        .filter(({ mergedInto }) => mergedInto === null)
        .map(({ name, aliases }) => {
          return { value: name, label: name, detail: '', words: [name, ...aliases].join(' ') };
        });
    }
    const labels =
      typed.field === 'type'
        ? listTypes(codebook, scope)
        : typed.field === 'status'
          ? codebook.claimStatuses
          : [];
    return labels.map(({ id, name }) => ({ value: id, label: name, detail: '' }));
  };
  const textOf = ({ label, words }: FilterValue & { readonly words?: string }) => words ?? label;
  const ranked = rankByWords(all(), typed.value, textOf);
  const exact = ranked.filter((value) => isExact(value, typed.value));
  return [...exact, ...ranked.filter((value) => !exact.includes(value))].slice(0, maxValues);
}

/** Whether a value is the one that is typed, whatever its case and accents. */
function isExact({ value, label }: FilterValue, typed: string): boolean {
  const wanted = foldText(typed.trim());
  return foldText(value) === wanted || foldText(label) === wanted;
}

/**
 * The value that Enter takes while nothing else is chosen in the list: the one that is typed whole. Of types and statuses, which
 * are named by the beginning, also the first that begins so.
 *
 * @returns null where Enter takes what is typed, as it is.
 */
export function findMeant(
  values: readonly FilterValue[],
  { field, value: typed }: FilterTerm,
): number | null {
  if (typed.trim() === '') return null;
  const begins = ({ label }: FilterValue) => foldText(label).startsWith(foldText(typed.trim()));
  const isNamed = field === 'type' || field === 'status';
  const at = values.findIndex((each) => isExact(each, typed) || (isNamed && begins(each)));
  return at < 0 ? null : at;
}

function listFacet(facets: ArticleFacets | null, field: FacetField): readonly FilterValue[] {
  const values: readonly FacetValue[] | undefined = {
    source: facets?.publishers,
    tag: facets?.tags,
    language: facets?.languages,
  }[field];
  return (values ?? [])
    .filter(({ value }) => value !== '')
    .map(({ value, count }) => ({ value, label: value, detail: formatCount(count, 'article') }));
}
