import { createCollector } from '../../shared/formats/articles/article-metadata.ts';
import { parseArticleText } from '../../shared/formats/articles/article-text.ts';
import { repairText } from '../../shared/text/normalise.ts';
import { Refusal } from '../../shared/util/result.ts';
import { buildPdfText, type PdfRun } from './pdf-lines.ts';
import { addValue } from './page-metadata.ts';
import { readerLimits, type DocumentReader } from './reader.ts';

/** Longest time for one file; a page is always read to its end. */
const maxTimeMs = 60_000;

/** The text of a PDF. Scanned pages hold none and are refused; nothing in the file runs. */
export const readPdf: DocumentReader = async ({ bytes, fileName }) => {
  // Large, and needed for this alone.
  const { getDocumentProxy } = await import('unpdf');
  const pdf = await opened(() =>
    // The library takes the bytes away from whoever gives them.
    getDocumentProxy(new Uint8Array(bytes), { stopAtErrors: false, verbosity: 0 }),
  );
  try {
    if (pdf.numPages > readerLimits.pdfPages) {
      throw new Refusal(
        'too_large',
        `The PDF has ${pdf.numPages} pages; ${readerLimits.pdfPages} are read at most.`,
      );
    }
    const deadline = performance.now() + maxTimeMs;
    const pages: PdfRun[][] = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      if (performance.now() > deadline) {
        throw new Refusal(
          'too_large',
          `The PDF took too long: ${number - 1} of ${pdf.numPages} pages could be read in a minute.`,
        );
      }
      const page = await opened(() => pdf.getPage(number));
      const { items } = await opened(() => page.getTextContent());
      pages.push(items.flatMap(toRun));
      page.cleanup();
    }
    const text = repairText(buildPdfText(pages));
    if (text.trim() === '') {
      throw new Refusal(
        'unsupported_file',
        'The PDF holds no text: its pages are pictures. Read it with a text recognition program first.',
      );
    }
    const parsed = parseArticleText(text, { fileName });
    const { info } = await opened(() => pdf.getMetadata());
    return {
      importer: 'pdf@1',
      mediaType: 'application/pdf',
      encoding: null,
      newline: null,
      parts: [
        {
          kind: 'article',
          parsed: { ...parsed, metadata: addInfo(parsed.metadata, info) },
          source: null,
        },
      ],
      table: null,
    };
  } finally {
    await pdf.loadingTask.destroy();
  }
};

type Parsed = ReturnType<typeof parseArticleText>;

/** What the file says of itself, for what its text did not say. */
function addInfo(metadata: Parsed['metadata'], info: object): Parsed['metadata'] {
  const value = (name: string): string => {
    const found: unknown = Reflect.get(info, name);
    return typeof found === 'string' ? found : '';
  };
  const collector = createCollector();
  const [, year, month, day] = /^D:(\d{4})(\d{2})(\d{2})/.exec(value('CreationDate')) ?? [];
  addValue(collector, 'byline', value('Author'), 'properties of the document');
  addValue(
    collector,
    'published',
    year === undefined ? '' : `${year}-${month}-${day}`,
    'properties of the document',
  );
  const found = collector.build().metadata;
  return {
    ...metadata,
    byline: metadata.byline || found.byline,
    published: metadata.published ?? found.published,
  };
}

function toRun(item: object): PdfRun[] {
  if (!('str' in item) || typeof item.str !== 'string') return [];
  const transform: unknown = Reflect.get(item, 'transform');
  const at = (i: number) => (Array.isArray(transform) ? Number(transform[i]) || 0 : 0);
  return [
    {
      text: item.str,
      x: at(4),
      y: at(5),
      width: Number(Reflect.get(item, 'width')) || 0,
      fontSize: Math.hypot(at(2), at(3)) || 10,
      isLineEnd: Reflect.get(item, 'hasEOL') === true,
    },
  ];
}

/** The library throws errors of its own for everything that is wrong with a file. */
async function opened<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const isLocked = cause.name === 'PasswordException';
    throw new Refusal(
      'unsupported_file',
      isLocked
        ? 'The PDF is protected by a password. Save it without.'
        : `The PDF cannot be read: ${cause.message}`,
    );
  }
}
