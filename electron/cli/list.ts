import { articleSorts } from '../../shared/contract/article-features.ts';
import { parseFilterText, writtenFields } from '../../shared/contract/filter-text.ts';
import type { ArticleRow } from '../../shared/contract/views.ts';
import { Refusal, unwrap } from '../../shared/util/result.ts';
import { argumentAt, choiceOf, type CliCall, type CliCommand } from './command.ts';
import { withProject, type Session } from './session.ts';

/** Rows asked for at once. */
const pageRows = 500;

function limitOf(call: CliCall): number {
  const given = call.options['limit'];
  if (given === undefined) return Infinity;
  const limit = Number(given);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new Refusal('usage', `--limit cannot be “${String(given)}”; use a whole number.`);
}

async function listRows(
  session: Session,
  order: Parameters<typeof session.call<'article.list'>>[1],
  most: number,
): Promise<{ readonly total: number; readonly rows: ArticleRow[] }> {
  const rows: ArticleRow[] = [];
  for (;;) {
    const limit = Math.min(pageRows, most - rows.length);
    const page = await session.call('article.list', { ...order, offset: rows.length, limit });
    rows.push(...page.rows);
    if (page.rows.length < limit || rows.length >= most) return { total: page.total, rows };
  }
}

function toLine(row: ArticleRow): string {
  const facts = [row.published ?? '', row.publisher, row.tags.map((tag) => `#${tag}`).join(' ')];
  return [row.status.padEnd(11), row.title || 'Untitled article', ...facts.filter(Boolean)].join(
    '  ',
  );
}

/** `list FILE [--filter FILTER] [--sort NAME] [--descending] [--limit N]`. */
export const listCommand: CliCommand = {
  name: 'list',
  usage: 'FILE.quotemark [--filter FILTER] [--sort NAME] [--descending] [--limit N]',
  summary: `List articles. FILTER is words and fields, 'status:new,done tag:"public health" strike'; fields are ${writtenFields.join(', ')}.`,
  options: {
    filter: { type: 'string' },
    sort: { type: 'string' },
    descending: { type: 'boolean' },
    limit: { type: 'string' },
  },
  count: [1, 1],
  run(call) {
    const { filter } = call.options;
    const written = unwrap(parseFilterText(typeof filter === 'string' ? filter : ''));
    const { statuses, tags, publishers, languages, annotators, has, claimStatuses } = written;
    const order = {
      ...written,
      statuses: [...statuses],
      tags: [...tags],
      publishers: [...publishers],
      languages: [...languages],
      annotators: [...annotators],
      has: [...has],
      claimStatuses: [...claimStatuses],
      sort: choiceOf(call, 'sort', articleSorts, 'added'),
      descending: call.options['descending'] === true,
    };
    const most = limitOf(call);
    return withProject(
      call.io,
      argumentAt(call, 0),
      { readOnly: true, trusted: true },
      async (session) => {
        const { total, rows } = await listRows(session, order, most);
        return {
          value: { total, articles: rows.map((row) => ({ ...row })) },
          text: [`${total} ${total === 1 ? 'article' : 'articles'}`, ...rows.map(toLine)].join(
            '\n',
          ),
          problem: null,
        };
      },
    );
  },
};
