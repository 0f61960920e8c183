import { createHash } from 'node:crypto';
import type {
  ExchangeFormat,
  ExportContext,
  ExportPiece,
  FormatWriter,
} from '../../shared/exchange/core/exchange-format.ts';
import { csvTableNames } from '../../shared/formats/csv/csv-tables.ts';
import { spreadsheetCellLimit, type CsvVariant } from '../../shared/formats/csv/csv-text.ts';
import { dataPackageFile } from '../../shared/formats/csv/data-package.ts';
import { buildExportArticle, buildExportHead } from '../../shared/formats/json/quotemark-build.ts';
import {
  exportFileEnd,
  stringifyExportArticle,
  stringifyExportHead,
} from '../../shared/formats/json/quotemark-text.ts';
import { CsvWriter, listVariantLosses, type CsvPiece } from './csv-writer.ts';

/** The JSON export as an exchange format: each part of a split is a project that can be imported. */
export const jsonFormat: ExchangeFormat = {
  id: 'json',
  name: 'Quotemark JSON',
  summary:
    'One file with everything; can be imported again without loss, unless texts are left out.',
  extension: '.json',
  offsetUnit: 'code point',
  losses: ['The history of changes stays in the project file.'],
  write: writeJson,
};

function writeJson(context: ExportContext): FormatWriter {
  let isFirst = true;
  const piece = (content: string): ExportPiece => ({ file: '', content });
  return {
    begin() {
      const head = buildExportHead(context.head, context.making, context);
      return [...stringifyExportHead(head)].map(piece);
    },
    article(item) {
      const separator = isFirst ? '\n' : ',\n';
      isFirst = false;
      return [piece(separator + stringifyExportArticle(buildExportArticle(item), context))];
    },
    end: () => [piece(isFirst ? exportFileEnd : `\n  ${exportFileEnd}`)],
  };
}

/** The CSV export as an exchange format: each part of a split is a data package. */
export function buildCsvFormat(variant: CsvVariant): ExchangeFormat {
  return {
    id: 'csv',
    name: 'CSV tables',
    summary: 'Tables with a Data Package description; open quotations.csv first.',
    extension: null,
    offsetUnit: 'code point',
    losses: [
      'Formatting of articles, comments, and who changed a row.',
      'Colours of annotators, settings, and the values that the codebook fills in when a mark has none.',
      ...listVariantLosses(variant, 0),
    ],
    write: (context) => writeCsv(context, variant),
  };
}

const longCellLoss = {
  annotationId: null,
  reason: `Cells longer than ${spreadsheetCellLimit} characters: Excel cuts them.`,
};

function writeCsv(context: ExportContext, variant: CsvVariant): FormatWriter {
  const { head, making, hasText } = context;
  const writer = new CsvWriter(head, { variant, hasText });
  const files = csvTableNames.map((table) => {
    return { name: `${table}.csv`, table, sizeBytes: 0, hash: createHash('sha256') };
  });
  const toPieces = (pieces: readonly CsvPiece[]): ExportPiece[] =>
    pieces.flatMap(({ table, text }) =>
      files
        .filter((file) => file.table === table)
        .map((file) => {
          const content = Buffer.from(text, 'utf8');
          file.hash.update(content);
          file.sizeBytes += content.length;
          return { file: file.name, content };
        }),
    );
  return {
    begin: () => toPieces([...writer.begin()]),
    article(item) {
      const before = writer.longCells;
      const pieces = toPieces(writer.article(item));
      if (writer.longCells > before) context.lose({ articleId: item.article.id, ...longCellLoss });
      return pieces;
    },
    end() {
      const written = files.map(({ name, sizeBytes, hash }) => {
        return { name, sizeBytes, sha256: hash.digest('hex') };
      });
      const losses = [
        ...(hasText ? [] : ['Texts of the articles left out.']),
        ...writer.listLosses(),
      ];
      return [{ file: dataPackageFile, content: writer.describe(written, making, losses, null) }];
    },
  };
}
