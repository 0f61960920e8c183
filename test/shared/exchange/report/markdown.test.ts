import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { markdownFormat } from '../../../../shared/exchange/report/markdown.ts';
import {
  escapeMarkdown,
  escapeMarkdownLine,
} from '../../../../shared/exchange/core/markdown-text.ts';
import { sampleDataset } from '../../../helpers/exports.ts';
import { arbitraryDataset, writeFormat } from '../../../helpers/generated-datasets.ts';
import { texts } from '../../../helpers/texts.ts';

const reader = new MarkdownIt('commonmark');

/** What a Markdown reader shows of a text, white space apart. */
function show(markdown: string): { readonly text: string; readonly tags: readonly string[] } {
  const { document } = parseHTML(`<main>${reader.render(markdown)}</main>`);
  const main = document.querySelector('main');
  const tags = [...(main?.querySelectorAll('*') ?? [])].map((element) => element.localName);
  return { text: squeeze(main?.textContent ?? ''), tags };
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

test('escaped text is shown as it stands, without emphasis, links, lists, headings or HTML', () => {
  const hostile = [
    '# no heading',
    '1. no list',
    '- no list',
    '+ no',
    '> no quote',
    '*no* _no_ **no**',
    '[no](x) ![no](y) <b>no</b>',
    '`no` ~~~',
    '```',
    '    no code',
    '---',
    '===',
    '| a | b |',
    '&lt; &#35; &copy;',
    'a\\*b',
    'https://x.example',
    '[^1]: no',
    '2) x',
    ': x',
  ];
  for (const text of [...hostile, ...Object.values(texts).filter((one) => one.length < 500)]) {
    for (const escape of [escapeMarkdown, escapeMarkdownLine]) {
      const { text: shown, tags } = show(escape(text));
      expect(shown).toBe(squeeze(text.replaceAll('\0', '')));
      expect(tags.filter((tag) => tag !== 'p' && tag !== 'br')).toEqual([]);
    }
  }
});

test('every footnote that a text refers to is there once, in any project', () => {
  fc.assert(
    fc.property(arbitraryDataset(), (dataset) => {
      const markdown = new TextDecoder().decode(writeFormat(markdownFormat, dataset).files.get(''));
      const defined = [...markdown.matchAll(/^\[\^(\d+-\d+)\]: /gm)].map(([, id]) => id);
      const used = [...markdown.matchAll(/\[\^(\d+-\d+)\](?!: )/g)].map(([, id]) => id);
      expect(new Set(defined).size).toBe(defined.length);
      expect(new Set(used)).toEqual(new Set(defined));
      expect(used).toHaveLength(defined.length);
      expect(markdown).not.toContain('\0');
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('writes the report of the sample as it always has', async () => {
  const dataset = sampleDataset();
  const markdown = new TextDecoder().decode(
    writeFormat(markdownFormat, { ...dataset, articles: dataset.articles.slice(0, 2) }).files.get(
      '',
    ),
  );
  const golden = path.join(import.meta.dirname, '../../../fixtures/exchange/report/report.md');
  await expect(markdown).toMatchFileSnapshot(golden);
});
