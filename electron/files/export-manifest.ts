import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ExchangeFormat, SplitName } from '../../shared/exchange/core/exchange-format.ts';
import type { DatasetHead } from '../../shared/formats/dataset.ts';
import type { Id } from '../../shared/records/records.ts';
import { readTextOrNull, writeTextFile, type WrittenFile } from './atomic.ts';
import type { ExportOptions } from './export-options.ts';
import type { SetFile } from './file-set.ts';
import type { LossLog } from './loss-log.ts';
import type { Comparison } from './export-compare.ts';
import type { SplitReport } from '../../shared/contract/views.ts';
import { compareTexts } from '../../shared/util/compare-texts.ts';

/** The manifest of a folder; beside a single file it has the file's name before it. */
export const manifestFile = 'manifest.json';
const manifestFormat = 'quotemark-export-manifest';
const manifestVersion = 1;

/** What is kept of an article that was written. */
export interface ArticleEntry {
  readonly id: Id;
  readonly textSha256: string;
  readonly annotations: number;
  readonly split: SplitName | null;
}

/** All that a manifest tells. */
export interface ManifestContent {
  readonly format: ExchangeFormat;
  readonly options: ExportOptions;
  readonly generator: string;
  /** UTC instant. */
  readonly exportedAt: string;
  readonly head: Pick<DatasetHead, 'project' | 'codebook'>;
  readonly layers: ReadonlyMap<string, number>;
  readonly split: SplitReport | null;
  readonly comparison: Comparison;
  /** What stays behind, whatever the format. */
  readonly commonLosses: readonly string[];
  readonly losses: LossLog;
  readonly files: readonly SetFile[];
  readonly articles: readonly ArticleEntry[];
}

/** Write the manifest, row by row. */
export async function writeManifest(file: string, content: ManifestContent): Promise<WrittenFile> {
  const { files, articles, losses } = content;
  const head = JSON.stringify(buildManifestHead(content), null, 2);
  return writeTextFile(file, async (sink) => {
    await sink.append(head.slice(0, head.lastIndexOf('\n}')));
    const add = async (key: string, rows: Iterable<unknown>): Promise<void> => {
      await sink.append(`,\n  "${key}": [`);
      let separator = '\n    ';
      for (const row of rows) {
        await sink.append(separator + JSON.stringify(row));
        separator = ',\n    ';
      }
      await sink.append(separator.startsWith(',') ? '\n  ]' : ']');
    };
    await add(
      'files',
      map(files, (row) => ({
        name: row.name,
        size_bytes: row.sizeBytes,
        sha256: row.sha256,
      })),
    );
    await add(
      'articles',
      map(articles, (row) => ({
        id: row.id,
        text_sha256: row.textSha256,
        annotations: row.annotations,
        ...(row.split !== null && { split: row.split }),
      })),
    );
    await add(
      'lost',
      map(losses.items, (row) => ({
        article: row.articleId,
        annotation: row.annotationId,
        reason: row.reason,
      })),
    );
    await sink.append('\n}\n');
  });
}

function* map<Value, Result>(values: Iterable<Value>, change: (value: Value) => Result) {
  for (const value of values) yield change(value);
}

function buildManifestHead(content: ManifestContent) {
  const { format, options, head, layers, articles, losses, split, comparison } = content;
  const { statuses, states, acceptedOnly, hasText } = options;
  return {
    format: manifestFormat,
    version: manifestVersion,
    generator: content.generator,
    exported_at: content.exportedAt,
    export_format: format.id,
    export_format_name: format.name,
    offset_unit: options.offsetUnit ?? format.offsetUnit,
    project: { id: head.project.id, name: head.project.name },
    codebook_version: head.codebook.version,
    options: {
      statuses,
      layers: options.layers,
      annotators: options.annotators,
      states: acceptedOnly ? ['accepted'] : states,
      text: hasText,
      redacted: options.redact.length,
      split: options.split,
    },
    counts: {
      articles: articles.length,
      annotations: articles.reduce((sum, { annotations }) => sum + annotations, 0),
      layers: Object.fromEntries([...layers].sort(([a], [b]) => compareTexts(a, b))),
    },
    split: split && {
      articles: Object.fromEntries(split.parts.map((part) => [part.name, part.articles])),
      groups: split.groups,
      leakage: split.leakage.map(({ kind, trainValidation, trainTest, validationTest }) => ({
        kind,
        train_validation: trainValidation,
        train_test: trainTest,
        validation_test: validationTest,
      })),
    },
    read_back: {
      compared: comparison.isCompared,
      articles: comparison.articles,
      reason: comparison.reason,
    },
    losses: {
      always: format.losses,
      left_behind: content.commonLosses,
      counted: losses.counts,
      lost_left_off: losses.leftOff,
    },
  };
}

/** Whether a file is a manifest of ours. */
export async function isManifest(file: string): Promise<boolean> {
  return (await readManifestFiles(file)) !== null;
}

/** Whether a folder holds an export of ours and nothing else: only then may it be replaced. */
export async function isFormerExchange(folder: string): Promise<boolean> {
  const names = await readManifestFiles(path.join(folder, manifestFile));
  if (!names) return false;
  const known = new Set([manifestFile, ...names]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .every((entry) => {
      const name = path.relative(folder, path.join(entry.parentPath, entry.name));
      return entry.isFile() && known.has(name.split(path.sep).join('/'));
    });
}

/** Names of the files that a manifest lists; null when it is none of ours. */
async function readManifestFiles(file: string): Promise<string[] | null> {
  const text = await readTextOrNull(file);
  if (text === null) return null;
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    // No JSON, so none of ours.
    return null;
  }
  if (typeof manifest !== 'object' || manifest === null) return null;
  if (!('format' in manifest) || manifest.format !== manifestFormat) return null;
  if (!('files' in manifest) || !Array.isArray(manifest.files)) return null;
  const rows: readonly unknown[] = manifest.files;
  return rows.map((row) =>
    typeof row === 'object' && row !== null && 'name' in row ? String(row.name) : '',
  );
}
