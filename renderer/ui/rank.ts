function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** 3 the text begins so, 2 a word begins so, 1 it occurs, 0.5 the letters occur in order, 0 not at all. */
function scoreWord(text: string, word: string): number {
  if (text.startsWith(word)) return 3;
  if (text.includes(` ${word}`)) return 2;
  if (text.includes(word)) return 1;
  let at = 0;
  for (const letter of text) if (letter === word[at]) at += 1;
  return at >= word.length && word.length > 2 ? 0.5 : 0;
}

/** Items whose text matches every word of a query, best first, else in their order; all of them for an empty query. */
export function rankByWords<Item>(
  items: readonly Item[],
  query: string,
  textOf: (item: Item) => string,
): readonly Item[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const scored = items.flatMap((item) => {
    const text = fold(textOf(item));
    const scores = words.map((word) => scoreWord(text, word));
    if (scores.includes(0)) return [];
    return [{ item, score: scores.reduce((sum, score) => sum + score, 0) }];
  });
  return scored.sort((left, right) => right.score - left.score).map(({ item }) => item);
}
