import type { DatasetArticle } from '../../formats/dataset.ts';
import type { AnnotatedArticle } from '../core/annotated-article.ts';
import type { ExchangeFormat, ExportContext } from '../core/exchange-format.ts';
import { toGuid } from './guid.ts';
import { readRefi } from './refi-read.ts';
import { buildVariables, writeRefi } from './refi-write.ts';
import { buildAnnotatedArticle, indexRows } from '../core/row-index.ts';
import { cleanXml } from './xml.ts';

/**
 * A project for programs of qualitative analysis. Every segment is a selection; what is known of a mark is the codes of its
 * first selection, from which links lead to its other ones. Cast and claims are codes too.
 *
 * @see REFI-QDA Standard 1.5, project exchange: positions are code points from 0, here half-open
 */
export const refiQdaFormat: ExchangeFormat = {
  id: 'refi-qda',
  name: 'REFI-QDA project',
  summary:
    'One .qdpx file for ATLAS.ti, MAXQDA, NVivo, QualCoder and other programs of qualitative analysis.',
  extension: '.qdpx',
  offsetUnit: 'code point',
  losses: [
    'Formatting of the text: headings, lists, links, bold and italic.',
    'The history of claims and their evidence: only the status that holds is written.',
    'External ids and notes of entities; notes of articles and claims.',
    'Comments, who changed a row last, and the status that annotators gave an article.',
    'Control characters in titles, names and notes: XML cannot hold them.',
    'Earlier revisions and the original files.',
  ],
  write: writeRefi,
  holds,
  read: readRefi,
};

/** All but what XML cannot hold; rows are named by GUIDs. */
function holds(item: DatasetArticle, context: ExportContext): AnnotatedArticle {
  const article = buildAnnotatedArticle(item, indexRows(context.head));
  const clean = (text: string | null) => (text === null ? null : cleanXml(text));
  return {
    ...article,
    id: toGuid('article', item.article.id),
    title: cleanXml(article.title),
    text: context.hasText ? article.text : null,
    metadata: buildVariables(item),
    marks: context.hasText
      ? article.marks.map((mark) => ({
          ...mark,
          id: toGuid('annotation', mark.id ?? ''),
          note: cleanXml(mark.note),
          annotator: clean(mark.annotator),
          entity: clean(mark.entity),
          claim: clean(mark.claim),
        }))
      : [],
  };
}
