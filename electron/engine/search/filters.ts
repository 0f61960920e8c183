import { findLayer } from '../../../shared/codebook/codebook.ts';
import type { Codebook, Label } from '../../../shared/codebook/codebook.ts';
import { initialClaimStatus } from '../../../shared/claims/status.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { SearchScope } from '../../../shared/search/hit.ts';
import type { QueryField } from '../../../shared/search/query-tokens.ts';
import type { QueryFilter } from '../../../shared/search/query.ts';
import { foldText } from '../../../shared/search/words.ts';
import { Refusal } from '../../../shared/util/result.ts';
import type { ReadDb } from '../../store/connection.ts';
import {
  listCastNames,
  listClaimStatuses,
  listStatements,
  type Candidate,
} from '../../store/queries/find.ts';

/** The filters of a query, ready to be asked. null where there is no such filter. */
export interface SearchFilters {
  readonly takesArticle: (candidate: Candidate) => boolean;
  /** Whether some filter is about the article. */
  readonly hasArticle: boolean;
  /** Speakers of whom one must speak. */
  readonly speakers: ReadonlySet<Id> | null;
  /** Ids of labels: of quotations, where members of the cast are searched of their mentions. */
  readonly types: ReadonlySet<string> | null;
  /** Folded words of which one must be in the cue. */
  readonly cues: readonly string[] | null;
  /** Claims with one of the statuses asked for. */
  readonly claims: ReadonlySet<Id> | null;
}

/** Fields that are not about the article. */
const markFields: readonly QueryField[] = ['speaker', 'type', 'cue', 'status'];

/**
 * What the filters of a query mean in a project. Two of one field widen it: `source:AP source:dpa` takes both.
 *
 * @throws Refusal `bad_input` for a type, status or date that there is not.
 */
export function resolveFilters(
  db: ReadDb,
  codebook: Codebook,
  { filters, scope }: { readonly filters: readonly QueryFilter[]; readonly scope: SearchScope },
): SearchFilters {
  const valuesOf = (field: QueryField) => {
    return filters.filter((filter) => filter.field === field).map(({ value }) => value);
  };
  const contains = (field: QueryField) => {
    const wanted = valuesOf(field).map(foldText);
    return (text: string) =>
      wanted.length === 0 || wanted.some((part) => foldText(text).includes(part));
  };
  const [inSource, inTitle] = [contains('source'), contains('title')];
  const tags = valuesOf('tag').map(foldText);
  const languages = valuesOf('language').map(foldText);
  const before = valuesOf('before').map(checkDate);
  const after = valuesOf('after').map(checkDate);
  const cues = valuesOf('cue').map(foldText);
  const takesArticle = (article: Candidate) =>
    inSource(article.publisher) &&
    inTitle(article.title) &&
    (tags.length === 0 || article.tags.some((tag) => tags.includes(foldText(tag)))) &&
    (languages.length === 0 || languages.includes(foldText(article.language))) &&
    before.every((date) => article.published !== null && article.published < date) &&
    after.every((date) => article.published !== null && article.published >= date);
  return {
    takesArticle,
    hasArticle: filters.some(({ field }) => !markFields.includes(field)),
    speakers: findSpeakers(db, valuesOf('speaker')),
    types: findTypes(codebook, scope, valuesOf('type')),
    cues: cues.length === 0 ? null : cues,
    claims: findClaims(db, codebook, valuesOf('status')),
  };
}

function checkDate(value: string): string {
  if (/^\d{4}(-\d{2}(-\d{2})?)?$/u.test(value)) return value;
  throw new Refusal('bad_input', `“${value}” is no date; write 2024, 2024-10 or 2024-10-16.`);
}

function findSpeakers(db: ReadDb, names: readonly string[]): ReadonlySet<Id> | null {
  if (names.length === 0) return null;
  const wanted = names.map(foldText);
  const isNamed = (text: string) => wanted.some((part) => foldText(text).includes(part));
  const found = listCastNames(db).filter(({ name, aliases }) => [name, ...aliases].some(isNamed));
  return new Set(found.map(({ id }) => id));
}

/** Labels by id or by the beginning of their names. @throws Refusal naming those that there are. */
function matchLabels(labels: readonly Label[], values: readonly string[], what: string): string[] {
  return values.flatMap((value) => {
    const wanted = foldText(value);
    const found = labels.filter(
      ({ id, name }) => foldText(id) === wanted || foldText(name).startsWith(wanted),
    );
    if (found.length > 0) return found.map(({ id }) => id);
    const known = labels.map(({ id }) => id).join(', ');
    throw new Refusal('bad_input', `There is no ${what} “${value}”. There are: ${known}.`);
  });
}

function findTypes(
  codebook: Codebook,
  scope: SearchScope,
  values: readonly string[],
): ReadonlySet<string> | null {
  if (values.length === 0) return null;
  const [layer, what] =
    scope === 'entities' ? ['mention', 'entity type'] : ['quotation', 'quotation type'];
  const labels = findLayer(codebook, layer)?.labels ?? [];
  return new Set(matchLabels(labels, values, what));
}

function findClaims(
  db: ReadDb,
  codebook: Codebook,
  values: readonly string[],
): ReadonlySet<Id> | null {
  if (values.length === 0) return null;
  const wanted = matchLabels(codebook.claimStatuses, values, 'claim status');
  const statuses = listClaimStatuses(db);
  const claims = listStatements(db).filter(({ id }) =>
    wanted.includes(statuses.get(id) ?? initialClaimStatus),
  );
  return new Set(claims.map(({ id }) => id));
}
