import PostalMime from 'postal-mime';
import {
  createCollector,
  type ParsedArticle,
} from '../../shared/formats/articles/article-metadata.ts';
import { parseArticleText } from '../../shared/formats/articles/article-text.ts';
import { normaliseText, repairText } from '../../shared/text/normalise.ts';
import { headingBlock } from '../../shared/text/plain-document.ts';
import { Refusal, unwrap } from '../../shared/util/result.ts';
import { writeCount } from '../../shared/util/write-count.ts';
import { buildMarkupBlocks } from './markup-blocks.ts';
import { addValue } from './page-metadata.ts';
import { parseFragment } from './page-tree.ts';
import { understandBlocks } from './read-article.ts';
import type { DocumentReader } from './reader.ts';

/** An e-mail (.eml): its text, else its HTML; subject, sender and date. Attachments are left out, and said so. */
export const readEmail: DocumentReader = async ({ bytes, fileName }) => {
  const mail = await parse(bytes);
  const collector = createCollector();
  addValue(collector, 'title', mail.subject ?? '', 'subject');
  addValue(collector, 'byline', mail.from?.name || mail.from?.address || '', 'sender');
  // A time without zone is read by the library as that of this machine: the day is what can be said.
  addValue(collector, 'published', mail.date ?? '', 'date of the e-mail');
  if (mail.attachments.length > 0) {
    const names = mail.attachments.map(({ filename }) => filename || 'unnamed').slice(0, 10);
    collector.addNote(
      `Left out: ${writeCount(mail.attachments.length, 'attachment')} (${names.join(', ')}).`,
    );
  }
  return {
    importer: 'email@1',
    mediaType: 'message/rfc822',
    encoding: null,
    newline: null,
    parts: [{ kind: 'article', parsed: readBody(mail, fileName, collector), source: null }],
    table: null,
  };
};

type Mail = Awaited<ReturnType<typeof PostalMime.parse>>;

function readBody(
  { text = '', html = '' }: Mail,
  fileName: string,
  collector: ReturnType<typeof createCollector>,
): ParsedArticle {
  const plain = unwrap(normaliseText(repairText(text)));
  if (plain.trim() === '')
    return understandBlocks(buildMarkupBlocks(parseFragment(html)), fileName, collector);
  const parsed = parseArticleText(plain, { fileName });
  const { metadata, evidence, notes } = collector.build();
  const title = metadata.title || parsed.metadata.title;
  const { content } = parsed.document;
  const hasHeadline = content.some((block) => block.type === 'heading' && block.attrs.level === 1);
  return {
    ...parsed,
    document: {
      type: 'doc',
      content: title === '' || hasHeadline ? content : [headingBlock(1, title), ...content],
    },
    metadata: {
      ...parsed.metadata,
      title,
      byline: parsed.metadata.byline || metadata.byline,
      published: parsed.metadata.published ?? metadata.published,
    },
    evidence: [...evidence, ...parsed.evidence],
    notes: [...notes, ...parsed.notes],
  };
}

async function parse(bytes: Uint8Array): Promise<Mail> {
  try {
    return await PostalMime.parse(bytes, { maxNestingDepth: 30, maxHeadersSize: 1024 * 1024 });
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new Refusal('unsupported_file', `The e-mail cannot be read: ${cause.message}`);
  }
}
