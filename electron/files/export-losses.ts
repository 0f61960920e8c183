import type { DatasetHead } from '../../shared/formats/dataset.ts';
import type { BlockNode, RichDocument } from '../../shared/text/document.ts';
import type { ExportPlan } from './export-plan.ts';

/** Counts of what a document has that plain text has not. */
export interface FormattingCount {
  articles: number;
  links: number;
  emphases: number;
  blocks: number;
}

/** Add what one document would lose as plain text. */
export function countFormatting(count: FormattingCount, document: RichDocument): void {
  const before = count.links + count.emphases + count.blocks;
  const visit = (block: BlockNode): void => {
    if (block.type !== 'paragraph') count.blocks += 1;
    switch (block.type) {
      case 'paragraph':
      case 'heading':
      case 'caption':
        for (const inline of block.content ?? []) {
          if (inline.type !== 'text') continue;
          for (const mark of inline.marks ?? []) {
            if (mark.type === 'link') count.links += 1;
            else count.emphases += 1;
          }
        }
        break;
      case 'blockquote':
        block.content.forEach(visit);
        break;
      case 'bulletList':
      case 'orderedList':
        for (const item of block.content) item.content.forEach(visit);
    }
  };
  document.content.forEach(visit);
  if (count.links + count.emphases + count.blocks > before) count.articles += 1;
}

function amount(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

/** What every export leaves behind, item by item. */
export function listCommonLosses(
  plan: ExportPlan,
  { hasText }: { readonly hasText: boolean },
): string[] {
  const losses = ['The history of changes stays in the project file.'];
  if (!hasText) {
    losses.push(`Texts of ${amount(plan.articleIds.length, 'article', 'articles')} left out.`);
  }
  if (plan.trashed > 0) {
    losses.push(`${amount(plan.trashed, 'article', 'articles')} in the trash left out.`);
  }
  if (plan.otherStatus > 0) {
    losses.push(`${amount(plan.otherStatus, 'article', 'articles')} of other status left out.`);
  }
  if (plan.originals > 0) {
    losses.push(
      `${amount(plan.originals, 'original file', 'original files')} left out; name and hash are given.`,
    );
  }
  if (plan.revised > 0) {
    losses.push(
      `Earlier texts of ${amount(plan.revised, 'corrected article', 'corrected articles')} left out.`,
    );
  }
  if (plan.unplaced > 0) {
    losses.push(
      `${amount(plan.unplaced, 'unplaced mark', 'unplaced marks')} left out: their words were corrected away.`,
    );
  }
  return losses;
}

/** What the tables have no place for, item by item. */
export function listCsvLosses(
  head: Pick<DatasetHead, 'project' | 'codebook' | 'annotators' | 'comments'>,
  formatting: FormattingCount,
  states: { readonly count: number; readonly articles: number },
): string[] {
  const losses: string[] = [];
  if (formatting.articles > 0) {
    const { links, emphases, blocks } = formatting;
    losses.push(
      `Formatting of ${amount(formatting.articles, 'article', 'articles')}: ` +
        `${amount(links, 'link', 'links')}, ${amount(emphases, 'bold or italic text', 'bold or italic texts')}, ` +
        `${amount(blocks, 'heading, caption, list or quote block', 'headings, captions, lists and quote blocks')}.`,
    );
  }
  if (head.comments.length > 0) {
    losses.push(`${amount(head.comments.length, 'comment', 'comments')} left out.`);
  }
  if (states.count > states.articles) {
    losses.push('The status that each annotator gave: only the furthest of an article is shown.');
  }
  if (head.annotators.length > 0) {
    losses.push(`Colours of ${amount(head.annotators.length, 'annotator', 'annotators')}.`);
  }
  const settings = Object.keys(head.project.settings).length;
  if (settings > 0) losses.push(`${amount(settings, 'setting', 'settings')} of the project.`);
  losses.push('Who made and changed rows, but for the annotator of a mark and of a status.');
  const attributes = head.codebook.codebook.layers.flatMap((layer) => layer.attributes);
  if (attributes.some((attribute) => attribute.initial !== null)) {
    losses.push(
      'The values that the codebook fills in when a mark has none: the tables show only what was set.',
    );
  }
  return losses;
}
