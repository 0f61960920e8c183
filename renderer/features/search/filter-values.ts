import { useEffect, useState } from 'react';
import { findLayer, type Codebook, type Label } from '../../../shared/codebook/codebook.ts';
import type { ArticleFacets, FacetValue } from '../../../shared/contract/library-views.ts';
import type { FilterTerm } from '../../../shared/search/filter-terms.ts';
import type { SearchScope } from '../../../shared/search/hit.ts';
import type { QueryField } from '../../../shared/search/query-tokens.ts';
import { useSession, type Workspace } from '../../app/workspace.ts';
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

const facetFields = ['source', 'tag', 'language'] as const;
type FacetField = (typeof facetFields)[number];

/** Publishers, tags and languages with counts, fetched when they are first asked for and after steps; null until then. */
function useFacets(workspace: Workspace, isWanted: boolean): ArticleFacets | null {
  const [facets, setFacets] = useState<ArticleFacets | null>(null);
  const stepCount = useSession((state) => state.stepCount);
  useEffect(() => {
    if (!isWanted) return;
    workspace.clients.engine
      .call('article.facets', {})
      .then(setFacets)
      .catch((error: unknown) => workspace.fail(error, 'Listing what to filter by'));
  }, [workspace, isWanted, stepCount]);
  return facets;
}

/** Values that fit what is typed of a filter, best first; none for a field without known values. */
export function useFilterValues(
  workspace: Workspace,
  scope: SearchScope,
  typed: FilterTerm | null,
): readonly FilterValue[] {
  const facetField = facetFields.find((field) => field === typed?.field) ?? null;
  const facets = useFacets(workspace, facetField !== null);
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
  return rankByWords(all(), typed.value, textOf).slice(0, maxValues);
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
