import { searchScopes, type SearchHit } from '../../shared/search/hit.ts';
import { queryFields } from '../../shared/search/query-tokens.ts';
import type { JsonObject } from '../../shared/util/json.ts';
import { Refusal } from '../../shared/util/result.ts';
import { argumentAt, choiceOf, type CliCall, type CliCommand } from './command.ts';
import { withProject } from './session.ts';

/** Columns of context that a line of a terminal has room for. */
const contextColumns = 34;

/** `search FILE QUERY`. */
export const searchCommand: CliCommand = {
  name: 'search',
  usage:
    'FILE.quotemark QUERY [--in text|quotations|entities|claims|notes] [--regex] [--case] [--part] [--limit N]',
  summary: `Find words, "phrases", prefix*, *part*, /patterns/ joined by AND, OR, NOT and (), with filters ${queryFields.map((field) => `${field}:`).join(' ')}, such as speaker:"Ana Ruiz" or before:2024-05. --case compares letter by letter, --part also inside of words.`,
  options: {
    in: { type: 'string' },
    regex: { type: 'boolean' },
    case: { type: 'boolean' },
    part: { type: 'boolean' },
    limit: { type: 'string' },
  },
  count: [2, 2],
  run(call) {
    const scope = choiceOf(call, 'in', searchScopes, 'text');
    const limit = readLimit(call);
    const input = {
      in: scope,
      text: argumentAt(call, 1),
      isPattern: call.options['regex'] === true,
      exact: call.options['case'] === true,
      wholeWord: call.options['part'] !== true,
    };
    const options = { readOnly: true, trusted: true };
    return withProject(call.io, argumentAt(call, 0), options, async (session) => {
      const { searchId } = await session.call('search.run', input);
      const totals = await session.call('search.collect', { searchId });
      const rows: SearchHit[] = [];
      while (rows.length < limit) {
        const window = { offset: rows.length, limit: Math.min(500, limit - rows.length) };
        const page = await session.call('search.page', { searchId, ...window });
        rows.push(...page.rows);
        if (page.rows.length === 0) break;
      }
      const { hits, articles } = totals;
      return {
        value: { hits, articles, rows: rows.map(toJson) },
        text: [...listLines(rows), countWords(hits, articles, rows.length)].join('\n'),
        problem: null,
      };
    });
  },
};

function readLimit(call: CliCall): number {
  const given = call.options['limit'];
  if (given === undefined) return 100;
  const limit = Number(given);
  if (Number.isSafeInteger(limit) && limit >= 0) return limit;
  throw new Refusal('usage', `--limit cannot be “${String(given)}”; use a number.`);
}

function toJson({ span, ...hit }: SearchHit): JsonObject {
  return { ...hit, start: span?.start ?? null, end: span?.end ?? null };
}

function countWords(hits: number, articles: number, shown: number): string {
  const places = `${hits} ${hits === 1 ? 'hit' : 'hits'} in ${articles} ${articles === 1 ? 'article' : 'articles'}`;
  return shown < hits ? `${places}, ${shown} of them shown` : places;
}

/** Hits under the titles of their articles, the words found below each other. */
function listLines(rows: readonly SearchHit[]): string[] {
  let before: string | null = null;
  return rows.flatMap((hit) => {
    const place = hit.articleId ?? '';
    const head = [hit.title, hit.publisher, hit.published?.slice(0, 10)]
      .filter(Boolean)
      .join(' · ');
    const heads = place !== '' && place !== before ? [head] : [];
    before = place;
    const left = Array.from(hit.left).slice(-contextColumns).join('').padStart(contextColumns);
    const right = Array.from(hit.right).slice(0, contextColumns).join('');
    const about = [hit.speaker, hit.about].filter(Boolean).join(', ');
    const line = `  ${left}[${hit.exact.replaceAll(/\s+/gu, ' ')}]${right}`;
    return [...heads, about ? `${line}  (${about})` : line];
  });
}
