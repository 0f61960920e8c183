import { searchScopes } from '../../../shared/search/hit.ts';
import { splitQuery, writeQuery } from '../../../shared/search/filter-terms.ts';
import type { JsonObject, JsonValue } from '../../../shared/util/json.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { SearchQuery } from './search-query.ts';

/** Key of the project's settings. */
const settingsKey = 'searches';

function readQuery(value: JsonValue): SearchQuery | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { text, scope, exact, wholeWord } = value as JsonObject;
  const known = searchScopes.find((name) => name === scope);
  if (typeof text !== 'string' || !known) return null;
  const { words, filters } = splitQuery(text, 'all');
  return {
    text: words.trim(),
    filters,
    scope: known,
    exact: exact === true,
    wholeWord: wholeWord !== false,
  };
}

/** A search as it is written: words, then filters. */
export function writeSearch({ text, filters }: SearchQuery): string {
  return writeQuery({ words: text, filters });
}

/** Searches kept in the settings of a project; whatever is none is left out. */
export function readSavedSearches(settings: JsonObject | undefined): readonly SearchQuery[] {
  const stored = settings?.[settingsKey];
  if (!Array.isArray(stored)) return [];
  return stored.map(readQuery).filter((query) => query !== null);
}

/** Whether two searches ask the same. */
export function isSameSearch(left: SearchQuery, right: SearchQuery): boolean {
  return (
    writeSearch(left) === writeSearch(right) &&
    left.scope === right.scope &&
    left.exact === right.exact &&
    left.wholeWord === right.wholeWord
  );
}

/** Keep a search in the project, or forget it when it is there already. */
export async function toggleSavedSearch(workspace: Workspace, query: SearchQuery): Promise<void> {
  const { session } = workspace;
  const saved = readSavedSearches(session.store.getState().project?.project.settings);
  const others = saved.filter((each) => !isSameSearch(each, query));
  const next = others.length < saved.length ? others : [...saved, query];
  const searches = next.map(({ scope, exact, wholeWord, ...query }) => {
    return { text: writeSearch({ scope, exact, wholeWord, ...query }), scope, exact, wholeWord };
  });
  await session.run('project.update', { settings: { [settingsKey]: searches } });
  workspace.announce(others.length < saved.length ? 'Search forgotten' : 'Search kept');
}
