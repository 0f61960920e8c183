import { createHash } from 'node:crypto';
import type { Redaction } from '../../shared/exchange/redact/redact-terms.ts';
import type { Id } from '../../shared/records/records.ts';
import type { FactSource } from './export-source.ts';

/** Articles that the person chose are named by their own ids; what is read afterwards by those of the export. */
export function redactFacts(facts: FactSource, ids: RedactedIds): FactSource {
  const toOwn = (all: readonly Id[] | null) => all && all.map((id) => ids.toOwn(id));
  return {
    articles: (all, filter) =>
      facts.articles(toOwn(all), filter).map((row) => ({ ...row, id: ids.to(row.id) })),
    annotators: (all, articles, filter) => facts.annotators(all, toOwn(articles), filter),
    layers: (articles, filter) => facts.layers(toOwn(articles), filter),
    headAnnotators: () => facts.headAnnotators(),
    texts: (articles, longBytes) =>
      facts.texts(
        articles.map((id) => ids.toOwn(id)),
        longBytes,
      ),
    linked(articles, filter) {
      const { entityIds, claimIds } = facts.linked(toOwn(articles), filter);
      const to = (id: Id): Id => ids.to(id);
      return { entityIds: entityIds.map(to), claimIds: claimIds.map(to) };
    },
  };
}

/** Ids may be made from names, by other programs. Those of redacted entities, and those with a name in them, are replaced. */
export class RedactedIds {
  readonly #redaction: Redaction;
  readonly #own = new Map<Id, Id>();

  constructor(redaction: Redaction) {
    this.#redaction = redaction;
  }

  /** The id as it stands in the export. */
  to(id: Id): Id {
    const { pseudonyms, isInAddress } = this.#redaction;
    if (!pseudonyms.has(id) && !isInAddress(id)) return id;
    const hash = createHash('sha256').update(id).digest('hex').slice(0, 16);
    const redacted = `redacted-${hash}`;
    this.#own.set(redacted, id);
    return redacted;
  }

  /** The id of the project's own row. Ids of revisions and states begin with that of their article. */
  toOwn(id: Id): Id {
    const [first = '', ...rest] = id.split(':');
    const own = this.#own.get(first);
    return own === undefined ? id : [own, ...rest].join(':');
  }

  /** A filter of rows as the project knows it: every value in one is an id. */
  filterOwn<Filter extends object>(where: Filter): Filter {
    const entries = Object.entries(where).map(([key, id]) => [key, this.toOwn(String(id))]);
    // The same keys with other ids.
    return Object.fromEntries(entries) as Filter;
  }
}
