import { buildCanonicalText } from '../../shared/text/canonical.ts';
import { codePoints } from '../../shared/text/offsets.ts';
import { plainTextDocument } from '../../shared/text/plain-document.ts';
import type { Dataset } from '../../shared/formats/dataset.ts';
import { sha256 } from './datasets.ts';
import { standoffExample } from './standoff-example.ts';
import { texts } from './texts.ts';

/** A project with the texts that break a count of characters, each with a mention on every word. */
export function sharedTextsDataset(): Dataset {
  const [item] = standoffExample.articles;
  const model = item?.annotations.find(({ layer }) => layer === 'mention');
  if (!item || !model) throw new RangeError('the example has no mention');
  const articles = Object.entries(texts).map(([name, raw]) => {
    const document = plainTextDocument([raw.replace(/\r\n?/g, '\n').slice(0, 2000)]);
    const text = buildCanonicalText(document);
    const words = [...text.matchAll(/\S+/gu)].map(({ 0: exact, index }, i) => {
      const start = [...text.slice(0, index)].length;
      const end = start + [...exact].length;
      return {
        ...model,
        id: `${name}-${i}`,
        articleId: name,
        segments: [
          { role: 'span' as const, start: codePoints(start), end: codePoints(end), exact },
        ],
      };
    });
    return {
      ...item,
      article: { ...item.article, id: name, title: name },
      revision: { ...item.revision, articleId: name, document, text, sha256: sha256(text) },
      annotations: words,
    };
  });
  return { ...standoffExample, articles };
}
