import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { htmlFormat } from '../../../../shared/exchange/report/html.ts';
import { rejectedReason } from '../../../../shared/exchange/report/report-article.ts';
import { compareAnnotations, type Dataset } from '../../../../shared/formats/dataset.ts';
import { sampleDataset } from '../../../helpers/exports.ts';
import { arbitraryDataset, writeFormat } from '../../../helpers/generated-datasets.ts';
import { goldenProject } from '../../../helpers/golden-project.ts';

function write(dataset: Dataset, hasText = true) {
  const { files, losses } = writeFormat(htmlFormat, dataset, { hasText });
  const html = new TextDecoder().decode(files.get(''));
  return { html, losses, page: parseHTML(html).document };
}

/** What linkedom leaves as it stands in text, so that it can be compared: it keeps line ends and control characters. */
function textOf(nodes: Iterable<{ readonly textContent: string | null }>): string {
  return [...nodes].map((node) => node.textContent ?? '').join('');
}

/** Words of every segment of an article's marks, by the page: pieces that carry its key. */
function drawnSegments(article: Element): Map<string, string> {
  const drawn = new Map<string, string>();
  for (const piece of article.querySelectorAll('[data-marks]')) {
    for (const key of (piece.getAttribute('data-marks') ?? '').split(' ')) {
      drawn.set(key, (drawn.get(key) ?? '') + (piece.textContent ?? ''));
    }
  }
  return drawn;
}

test('shows every text as it is, and every mark over exactly its words, in any project', () => {
  fc.assert(
    fc.property(arbitraryDataset(), (dataset) => {
      const { page, losses } = write(dataset);
      const articles = [...page.querySelectorAll('article')];
      expect(articles).toHaveLength(dataset.articles.length);
      dataset.articles.forEach((item, i) => {
        const article = articles[i];
        if (!article) throw new RangeError(`no article ${i}`);
        expect(textOf(article.querySelectorAll('p.text'))).toBe(item.revision.text);
        const shown = [...item.annotations]
          .sort(compareAnnotations)
          .filter(({ state }) => state !== 'rejected');
        const expected = shown.flatMap(({ segments }, m) =>
          segments.map(({ exact }, k) => [`${m}.${k}`, exact] as const),
        );
        expect(drawnSegments(article)).toEqual(new Map(expected));
      });
      const rejected = dataset.articles.flatMap(({ annotations }) =>
        annotations.filter(({ state }) => state === 'rejected'),
      );
      expect(losses.map(({ annotationId, reason }) => [annotationId, reason])).toEqual(
        rejected.map(({ id }) => [id, rejectedReason]),
      );
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('puts notes below the text when the margin could not hold them, all of them', () => {
  const dataset = goldenProject();
  const [item] = dataset.articles;
  const [mark] = item?.annotations ?? [];
  if (!item || !mark) throw new RangeError('the project has no mark');
  const many = Array.from({ length: 40 }, (_, i) => ({ ...mark, id: `many-${i}` }));
  const { page } = write({ ...dataset, articles: [{ ...item, annotations: many }] });
  expect(page.querySelectorAll('.body.wide')).toHaveLength(1);
  expect(page.querySelectorAll('aside')).toHaveLength(0);
  expect(page.querySelectorAll('.notes > .note')).toHaveLength(40);
  const few = write(dataset).page;
  expect(few.querySelectorAll('.wide, .notes')).toHaveLength(0);
});

test('lays an article out in the direction of its text', () => {
  const { page } = write(goldenProject());
  const directions = [...page.querySelectorAll('.body')].map((body) => body.getAttribute('dir'));
  expect(directions).toEqual([null, 'rtl', null]);
});

test('is one page that loads nothing and runs nothing', () => {
  const { html, page } = write(sampleDataset());
  expect(
    page.querySelectorAll('script, link, img, iframe, object, embed, base, form, a'),
  ).toHaveLength(0);
  expect(html).not.toMatch(/@import|url\(|\ssrc=|\shref=|\son[a-z]+=/i);
  const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]');
  expect(policy?.getAttribute('content')).toBe("default-src 'none'; style-src 'unsafe-inline'");
});

test('writes what looks like markup as text, wherever it stands', () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;`;
  const dataset = sampleDataset();
  const { html, page } = write({
    ...dataset,
    project: { ...dataset.project, name: evil, description: evil },
    entities: dataset.entities.map((entity) => ({ ...entity, name: evil, aliases: [evil] })),
    claims: dataset.claims.map((claim) => ({ ...claim, statement: evil, note: evil })),
    events: dataset.events.map((event) => ({ ...event, reason: evil })),
    evidence: dataset.evidence.map((item) => ({
      ...item,
      ref: evil,
      excerpt: evil,
      originGroup: evil,
    })),
    articles: dataset.articles.map((item) => ({
      ...item,
      article: {
        ...item.article,
        title: evil,
        byline: evil,
        language: evil,
        url: evil,
        tags: [evil],
      },
      annotations: item.annotations.map((annotation) => ({
        ...annotation,
        note: evil,
        attributes: { [evil]: evil },
      })),
    })),
  });
  expect(page.querySelectorAll('script, img')).toHaveLength(0);
  expect(html).not.toMatch(/<script|<img/);
  expect(page.querySelector('h1')?.textContent).toBe(evil);
  expect(page.querySelector('.claim h3')?.textContent).toBe(evil);
});

test('tells in the margin who said what, and of every claim where it is made and what it rests on', () => {
  const { page } = write(sampleDataset());
  const notes = [...(page.querySelectorAll('article')[0]?.querySelectorAll('.note') ?? [])].map(
    (note) => note.textContent,
  );
  expect(notes[0]).toContain('“provincial officials” · Indirect · cue “said”');
  expect(notes[3]).toContain(
    'Ilka Torvane · Direct · as “Governor Ilka Torvane” · cue “told” · to “reporters”',
  );
  const [first] = page.querySelectorAll('.claim');
  expect(first?.querySelector('h3')?.textContent).toContain('a crack of about two metres');
  const history = [...(first?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent),
  );
  expect(history).toEqual([
    ['2026-03-12 23:05', 'Unverified', 'Only the owner of the dam says so.', '1', 'Ines Varga'],
    [
      '2026-03-16',
      'Confirmed',
      'Measured by divers of the inspectorate: 2.1 metres.',
      '2',
      'Ines Varga',
    ],
  ]);
  expect(first?.querySelectorAll('ol li')).toHaveLength(2);
  const places = [...(first?.querySelectorAll('ul li') ?? [])].map((item) => item.textContent);
  expect(places).toHaveLength(4);
  expect(places[0]).toContain('Said by “provincial officials”, in:About 4,200 people were ordered');
});

test('a dossier does not repeat a quotation that is the claim', () => {
  const { page } = write(sampleDataset());
  const places = [...page.querySelectorAll('ul li')].map((item) => [
    ...item.querySelectorAll('.words'),
  ]);
  const bare = (element: Element | undefined) =>
    element?.textContent?.replace(/["“”,.]/g, '').trim();
  const [alone, within] = [1, 2].map((count) => places.filter((words) => words.length === count));
  expect(alone?.length).toBeGreaterThan(3);
  expect(within?.length).toBeGreaterThan(3);
  for (const [claim, quotation] of within ?? []) expect(bare(quotation)).not.toBe(bare(claim));
  const said = [...page.querySelectorAll('ul li .muted')].map((item) => item.textContent);
  expect(said).toContain('Said by Dario Fenn.');
  expect(said).toContain('Said by Ilka Torvane, in:');
});

test('without the texts it lists the marks with their words', () => {
  const { page } = write(sampleDataset(), false);
  expect(page.querySelectorAll('p.text')).toHaveLength(0);
  expect(page.querySelectorAll('article .note .words').length).toBeGreaterThan(50);
});
