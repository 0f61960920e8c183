import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../electron/store/database.ts';
import { sql } from '../../../electron/store/sql.ts';
import { cutKwic, wordBeside } from '../../../shared/search/kwic.ts';
import {
  compileWords,
  evaluateQuery,
  toIndexQuery,
  type Stretch,
} from '../../../shared/search/match.ts';
import { parseQuery, type Query, type QueryNode } from '../../../shared/search/query.ts';
import type { Sameness } from '../../../shared/search/words.ts';
import { texts } from '../../helpers/texts.ts';

const plain: Sameness = { exact: false, wholeWord: true };

function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.fault.message);
  return parsed.query;
}

/** Stretches of a text that a query hits; null when it is not true of the text. */
function find(query: string, text: string, sameness = plain): readonly Stretch[] | null {
  const { root, leaves } = queryOf(query);
  if (!root) return null;
  const hits = leaves.map((leaf) =>
    leaf.kind === 'words' ? compileWords(leaf, sameness)(text) : [],
  );
  return evaluateQuery(root, (leaf) => hits[leaf] ?? []);
}

const words = (query: string, text: string, sameness?: Sameness) =>
  find(query, text, sameness)?.map(([start, end]) => text.slice(start, end)) ?? null;

describe('hits of words', () => {
  test.each([
    ['cafe', 'Café, CAFE\u0301 and cafeteria', ['Café', 'CAFE\u0301']],
    ['CAFÉ', 'Café, cafe and cafés', ['Café', 'cafe']],
    ['cafe*', 'Café, Cafeteria', ['Café', 'Cafeteria']],
    ['*spital*', 'Hospitals, a hôpital, spit', ['Hospitals']],
    ['*pital*', 'Hospitals, a hôpital', ['Hospitals', 'hôpital']],
    ['*an', 'banana, an Iran', ['an', 'Iran']],
    ['*実*', '首相は「事実だ」と述べた。', ['実']],
    ['한국', '한국은 한국 ', ['한국']],
    ['한국*', '한국은 한국 ', ['한국은', '한국']],
    ['"two regional"', 'Two «regional» hospitals, two\nregional', ['Two «regional']],
    ["don't", 'Don’t, dont', ['Don’t']],
    ['well-known', 'a well–known man', ['well–known']],
    ['事実', '首相は「事実だ」と述べた。', ['事実']],
    ['เขื่อน', texts.thai, ['เขื่อน']],
    ['كتاب', 'هذا كِتَابٌ جديد', ['كِتَابٌ']],
    ['𠮷', texts.astral, ['𠮷']],
    ['🇰🇷', texts.flags, ['🇰🇷']],
    ['👍', '👍🏿👍', ['👍', '👍']],
    ['10', 'in 10 of 100', ['10']],
    ['uber', 'über Übermut', ['über']],
    ['й', 'и й', ['й']],
    ['𐐔𐐯𐑅', texts.astral, ['𐐔𐐯𐑅']],
  ])('%s in “%s”', (query, text, expected) => expect(words(query, text)).toEqual(expected));

  test('as typed, with case and accents', () => {
    const sameness = { exact: true, wholeWord: true };
    expect(words('May', 'may May MAY Máy', sameness)).toEqual(['May']);
  });

  test('parts of words', () => {
    const sameness = { exact: false, wholeWord: false };
    expect(words('port', 'Ports and airport', sameness)).toEqual(['Port', 'port']);
    expect(words('*an', 'banana', sameness)).toEqual(['ban', 'an']);
  });

  test('a word that is refused for its border hides none that begins in it', () => {
    expect(words('a', 'aa a')).toEqual(['a']);
    expect(words('😀', 'x😀')).toEqual(['😀']);
  });
});

describe('hits of a query', () => {
  const text = 'The mayor said the wall holds. The minister disagreed.';
  test.each([
    ['mayor minister', ['mayor', 'minister']],
    ['mayor AND king', null],
    ['mayor OR king', ['mayor']],
    ['mayor -king', ['mayor']],
    ['mayor -wall', null],
    ['mayor OR (minister -wall)', ['mayor']],
    ['"the wall" OR wall', ['the wall']],
    ['wall wall', ['wall']],
  ])('%s', (query, expected) => expect(words(query, text)).toEqual(expected));
});

/** Truth of a query by the words of a text alone. */
function isTrue(node: QueryNode, { leaves }: Query, present: ReadonlySet<string>): boolean {
  if (node.kind === 'not') return !isTrue(node.part, { root: null, leaves, filters: [] }, present);
  if (node.kind === 'leaf') {
    const leaf = leaves[node.leaf];
    return leaf?.kind === 'words' && present.has(leaf.text);
  }
  const truths = node.parts.map((part) =>
    isTrue(part, { root: null, leaves, filters: [] }, present),
  );
  return node.kind === 'and' ? truths.every(Boolean) : truths.some(Boolean);
}

const letters = ['a', 'b', 'c', 'd'];
const queries = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...letters),
    fc
      .tuple(tie('query'), fc.constantFrom(' ', ' AND ', ' OR ', ' NOT '), tie('query'))
      .map(([left, operator, right]) => `((${left})${operator}(${right}))`),
  ),
})).query;

test('a query is true of a text by the truth of its words, and hits only them', () => {
  fc.assert(
    fc.property(queries, fc.array(fc.constantFrom(...letters)), (text, chosen) => {
      const parsed = parseQuery(text);
      if (!parsed.ok || !parsed.query.root) return;
      const { root } = parsed.query;
      const hits = find(text, chosen.join(' '));
      expect(hits !== null).toBe(isTrue(root, parsed.query, new Set(chosen)));
      for (const [start, end] of hits ?? []) expect(end - start).toBe(1);
    }),
  );
});

/** Texts in an index of words as the project file has it. */
function openIndex() {
  const db = createDatabase(':memory:');
  return {
    add: (rowId: number, text: string) =>
      db.run(sql`INSERT INTO revision_fts (rowid, text) VALUES (${rowId}, ${text})`),
    matches: (query: string) =>
      new Set(
        db
          .all(sql`SELECT rowid FROM revision_fts WHERE revision_fts MATCH ${query}`)
          .map((row) => row['rowid']),
      ),
  };
}

describe('the index names every text with a hit', () => {
  test('whatever letters a word has', () => {
    const index = openIndex();
    const rows = new Map<number, string>();
    const ranges = [[0x21, 0x52f], [0x1e00, 0x1fff], [0x2000, 0x20c0], [0xff00, 0xffef], [0xac00, 0xac80]] as const; // prettier-ignore
    for (const [first, last] of ranges) {
      for (let code = first; code <= last; code += 1) {
        const char = String.fromCodePoint(code);
        // Code points that are no characters are letters to the index here and there.
        if (/\p{Cn}/u.test(char)) continue;
        rows.set(code, `x${char}y ${char}`);
      }
    }
    for (const [rowId, text] of rows) index.add(rowId, text);
    const asked = [
      ...'abcdefghijklmnopqrstuvwxyz0123456789',
      'é',
      'ß',
      'σ',
      'ά',
      'й',
      'ё',
      'ø',
      '각',
    ];
    for (const letter of asked) {
      for (const query of [letter, `x${letter}y`, `x${letter.toUpperCase()}*`]) {
        const phrase = toIndexQuery(queryOf(query), plain);
        expect(phrase).not.toBeNull();
        const named = index.matches(phrase ?? '');
        const missed = [...rows].filter(([id, text]) => find(query, text) && !named.has(id));
        expect(missed.map(([, text]) => text)).toEqual([]);
      }
    }
  });

  test('whatever a query joins', () => {
    const pieces = ['mayor', 'Máyor', 'mayors', 'wall,', 'the', '\n', '“wall”', 'wa\u0308ll', 'x'];
    const index = openIndex();
    const rows: string[] = [];
    const random = fc.sample(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), 300);
    for (const [i, chosen] of random.entries()) {
      rows.push(chosen.join(' '));
      index.add(i, rows[i] ?? '');
    }
    const asked = ['mayor', 'mayor wall', '"the wall"', 'may*', 'wall -the', 'mayor OR (x -wall)'];
    for (const query of asked) {
      const named = index.matches(toIndexQuery(queryOf(query), plain) ?? '');
      const missed = rows.filter((text, i) => find(query, text) && !named.has(i));
      expect([query, missed]).toEqual([query, []]);
    }
  });

  test('and is not asked for what it cannot answer', () => {
    const ask = (query: string, sameness = plain) => toIndexQuery(queryOf(query), sameness);
    expect(ask('事実')).toBeNull();
    expect(ask('*a*')).toBeNull();
    expect(ask('한국*')).toBe('"한국"*');
    expect(ask('/a/')).toBeNull();
    expect(ask('a OR /b/')).toBeNull();
    expect(ask('a /b/')).toBe('("a")');
    expect(ask('a', { exact: false, wholeWord: false })).toBeNull();
    expect(ask('a -b')).toBe('("a")');
  });
});

describe('cutKwic', () => {
  test('keeps to the line and counts whole characters', () => {
    const text = `before\n${'😀'.repeat(200)} wall ${'é'.repeat(200)}\nafter`;
    const start = text.indexOf('wall');
    const kwic = cutKwic(text, [start, start + 4]);
    expect(Array.from(kwic.left)).toHaveLength(90);
    expect(kwic.left.startsWith('😀')).toBe(true);
    expect(Array.from(kwic.right)).toHaveLength(90);
    expect(kwic.exact).toBe('wall');
  });

  test('gives the words beside the hit, folded', () => {
    const kwic = { left: 'The old, Énorme ', exact: 'wall', right: ' – holds firm' };
    expect(wordBeside(kwic, 'left', 1)).toBe('enorme');
    expect(wordBeside(kwic, 'left', 3)).toBe('the');
    expect(wordBeside(kwic, 'right', 2)).toBe('firm');
    expect(wordBeside(kwic, 'right', 3)).toBe('');
  });
});
