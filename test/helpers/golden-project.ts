import type { Dataset, DatasetArticle } from '../../shared/formats/dataset.ts';
import { compareAnnotations } from '../../shared/formats/dataset.ts';
import type { Annotation, SegmentRole } from '../../shared/records/records.ts';
import { buildCanonicalText } from '../../shared/text/canonical.ts';
import { codePoints } from '../../shared/text/offsets.ts';
import { plainTextDocument } from '../../shared/text/plain-document.ts';
import { sha256 } from './datasets.ts';
import { workedExample } from './worked-example.ts';

/**
 * The worked example with what it has not: an article in Arabic with Latin names, digits and an astral character in it and marks
 * that cross, nest and stand in fragments; and one without any mark, so that each of its layers is empty.
 */
export function goldenProject(): Dataset {
  const dataset = workedExample();
  const [model] = dataset.articles;
  if (!model) throw new RangeError('the worked example has no article');
  return { ...dataset, articles: [...dataset.articles, buildHarbour(model), buildQuiet(model)] };
}

const harbour = [
  '🚢 قالت مديرة الميناء ليلى حداد: «الرصيف آمن.',
  '',
  '«وسيبقى مفتوحا» حتى الساعة 18:30، أضافت حداد لوكالة Belga.',
];

function buildHarbour(model: DatasetArticle): DatasetArticle {
  const item = buildArticle(model, 'harbour', 'الميناء مفتوح', 'ar', harbour);
  const mark = (
    id: string,
    [layer, label]: readonly [string, string | null],
    words: readonly (readonly [SegmentRole, string])[],
    change: Partial<Annotation> = {},
  ): Annotation => {
    const base = model.annotations[0];
    if (!base) throw new RangeError('the worked example has no mark');
    return {
      ...base,
      id,
      articleId: 'harbour',
      layer,
      label,
      attributes: {},
      note: '',
      speakerId: null,
      segments: words.map(([role, exact]) => locate(item.revision.text, role, exact)),
      ...change,
    };
  };
  const annotations = [
    mark(
      'hq',
      ['quotation', 'direct'],
      [
        ['content', '«الرصيف آمن.'],
        ['content', '«وسيبقى مفتوحا»'],
        ['source', 'مديرة الميناء ليلى حداد'],
        ['cue', 'قالت'],
        ['addressee', 'Belga'],
      ],
    ),
    mark('hp', ['mention', 'person'], [['span', 'ليلى حداد']]),
    mark('hn', ['mention', 'person'], [['span', 'حداد']], { state: 'suggested', doubt: true }),
    mark('ho', ['mention', 'organisation'], [['span', 'Belga']], { entityId: 'belga' }),
    mark('hc', ['claim', null], [['span', 'مفتوحا» حتى الساعة 18:30']], {
      claimId: 'stays',
      note: 'Opening hours?\n<b>Ask</b> the “desk”, & the port.',
    }),
  ];
  return { ...item, annotations: annotations.sort(compareAnnotations) };
}

function buildQuiet(model: DatasetArticle): DatasetArticle {
  return buildArticle(model, 'quiet', 'No marks', 'en', ['Nothing was marked here.']);
}

function buildArticle(
  { article, revision }: DatasetArticle,
  id: string,
  title: string,
  language: string,
  lines: readonly string[],
): DatasetArticle {
  const document = plainTextDocument([...lines]);
  const text = buildCanonicalText(document);
  return {
    article: { ...article, id, title, language, url: `https://example.org/${id}`, tags: [] },
    states: [],
    revision: { ...revision, id: `${id}:1`, articleId: id, document, text, sha256: sha256(text) },
    annotations: [],
  };
}

function locate(text: string, role: SegmentRole, exact: string) {
  const at = text.indexOf(exact);
  if (at === -1) throw new RangeError(`the text has no ${exact}`);
  const start = [...text.slice(0, at)].length;
  return { role, start: codePoints(start), end: codePoints(start + [...exact].length), exact };
}
