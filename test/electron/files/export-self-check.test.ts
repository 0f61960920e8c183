import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { hash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyBytes } from '../../../electron/files/export-compare.ts';
import { startRun } from '../../../electron/files/export-run.ts';
import type { ExchangeFormat, ExportPiece } from '../../../shared/exchange/core/exchange-format.ts';
import { exchangeFormats } from '../../../shared/exchange/formats.ts';
import { Refusal } from '../../../shared/util/result.ts';
import { asJsonl, withProjectOf, writeWith } from '../../helpers/exchange-exports.ts';
import { making, quiet } from '../../helpers/exports.ts';
import { makeFolder } from '../../helpers/project.ts';
import { workedExample } from '../../helpers/worked-example.ts';

/** A fault of a writer: a pattern in its files, what it writes instead, and what the refusal names. */
interface Fault {
  /** End of the name of the file. */
  readonly file: string;
  readonly from: RegExp;
  readonly to: string;
  /** File and place or mark. */
  readonly named: RegExp;
}

function fault(file: string, from: RegExp, to: string, named: RegExp): Fault {
  return { file, from, to, named };
}

/** Of the worked example: a position that is one off, a mark that is not written, a letter of the text that is another. */
const faults: Readonly<Record<string, Readonly<Record<string, Fault>>>> = {
  jsonl: {
    offset: fault('', /"start":11,/, '"start":12,', /out\.jsonl, line 1: .*mark e1/),
    mark: fault('', /\{"id":"e1",.*?\}\]\},/, '', /out\.jsonl, line 1: .* without the mark e1/),
    letter: fault('', /Lena Ost warned/, 'Lina Ost warned', /out\.jsonl, line 1: .*mark q1/),
  },
  w3c: {
    offset: fault('.jsonld', /"start":11,/, '"start":12,', /000001\.jsonld, annotation 6: /),
    mark: fault('.jsonld', /\n\{"id":"urn:quotemark:annotation:e1",.*/, '', /000001\.jsonld.* e1 /),
    letter: fault('.txt', /Lena/, 'Lina', /000001\.jsonld, annotation 2: /),
  },
  'label-studio': {
    offset: fault('.json', /"start":11,/, '"start":12,', /tasks\.json, task 1, .*region e1: /),
    mark: fault('.json', /\{"id":"k2",.*?\}\},/, '', /tasks\.json, .*task 1: .* k2 /),
    letter: fault('.json', /🛰 Governor Lena/, '🛰 Governor Lina', /tasks\.json, .*region q1/),
  },
  prodigy: {
    offset: fault('', /"start":11,"end":19,"tok/, '"start":12,"end":19,"tok', /line 1, span 4: /),
    mark: fault(
      '',
      /\{"start":50,"end":79,.*?\},/,
      '',
      /out\.jsonl, line 1: .* without the mark k2/,
    ),
    letter: fault('', /Lena/, 'Lina', /out\.jsonl, line 1, span 2: /),
  },
  doccano: {
    offset: fault('', /"start_offset":12/, '"start_offset":13', /out\.jsonl, line 1: .* e1 /),
    mark: fault('', /,\{"id":9,.*?\}/, '', /out\.jsonl, line 1: .* without the mark e2/),
    letter: fault('', /Lena/, 'Lina', /out\.jsonl, line 1, entity 2: /),
  },
  brat: {
    offset: fault('.ann', /person 11 19/, 'person 12 19', /Grid holds\.ann, line 11: /),
    mark: fault(
      '.ann',
      /T8\t[^]*?Status T8.*\n#3.*\n/,
      '',
      /Grid holds\.ann.* without the mark k2/,
    ),
    letter: fault('.txt', /Lena/, 'Lina', /Grid holds\.ann, line 3: /),
  },
  webanno: {
    offset: fault('.tsv', /\n1-3\t12-16/, '\n1-3\t12-15', /Grid holds\.tsv, line \d+/),
    mark: fault('.tsv', /e1\[5\]/, '_', /Grid holds\.tsv, line \d+/),
    letter: fault('.txt', /Lena/, 'Lina', /Grid holds\.tsv, line \d+/),
  },
  uima: {
    offset: fault('.json', /"begin":12,/, '"begin":13,', /Grid holds\.json, %ID 8: /),
    mark: fault('.json', /\n\{[^{\n]*"mark":"e1".*/, '', /Grid holds\.json.* e1 /),
    letter: fault('.json', /🛰 Governor Lena/, '🛰 Governor Lina', /Grid holds\.json, .*%ID \d+/),
  },
  iob2: {
    offset: fault('tokens.tsv', /\t11\t15\tLena/, '\t12\t15\tLena', /tokens\.tsv, line 5/),
    mark: fault('mention.iob2', /B-organisation/, 'O', /mention\.iob2, .*without the mark .*Belga/),
    letter: fault('tokens.tsv', /Lena/, 'Lina', /line \d+/),
  },
  'refi-qda': {
    offset: fault('.qde', /startPosition="11"/, 'startPosition="12"', /out\.qdpx, .*“Lena Ost”/),
    mark: fault(
      '.qde',
      /<PlainTextSelection [^>]*="50" endPosition="79"[^]*?<\/PlainTextSelection>/,
      '',
      /out\.qdpx, .*“It stays on,” she/,
    ),
    letter: fault('.txt', /Lena/, 'Lina', /out\.qdpx, source “Grid holds”/),
  },
};

/** The format with a writer that has the fault. Whether it had a chance to show is told by `isUsed`. */
function breakWriter(format: ExchangeFormat, { file, from, to }: Fault) {
  let isUsed = false;
  const breakText = (name: string, text: string): string => {
    if (!name.endsWith(file) || !from.test(text)) return text;
    isUsed = true;
    return text.replace(from, to);
  };
  const breakPieces = (pieces: readonly ExportPiece[]): ExportPiece[] =>
    pieces.map(({ file: name, content, ...rest }) => {
      return {
        ...rest,
        file: name,
        content: typeof content === 'string' ? breakText(name, content) : content,
      };
    });
  const breakArchive = (bytes: Uint8Array): Uint8Array => {
    const entries = Object.entries(unzipSync(bytes)).map(
      ([name, entry]) => [name, strToU8(breakText(name, strFromU8(entry)))] as const,
    );
    return zipSync(Object.fromEntries(entries));
  };
  const broken: ExchangeFormat = {
    ...format,
    write(context) {
      const writer = format.write(context);
      if (format.extension !== '.qdpx') {
        return {
          begin: () => breakPieces(writer.begin()),
          article: (item) => breakPieces(writer.article(item)),
          end: () => breakPieces([...writer.end()]),
        };
      }
      const parts: ExportPiece['content'][] = [];
      const hold = (pieces: readonly ExportPiece[]): ExportPiece[] => {
        parts.push(...pieces.map(({ content }) => content));
        return [];
      };
      return {
        begin: () => hold(writer.begin()),
        article: (item) => hold(writer.article(item)),
        end: () => {
          hold([...writer.end()]);
          const bytes = parts.map((part) => (typeof part === 'string' ? strToU8(part) : part));
          return [{ file: '', content: breakArchive(Buffer.concat(bytes)) }];
        },
      };
    },
  };
  return { broken, isUsed: () => isUsed };
}

/** What an export with the format is refused with, and what it has left behind. */
async function tryExport(
  format: ExchangeFormat,
): Promise<{ readonly refusal: Refusal | string; readonly left: readonly string[] }> {
  const folder = makeFolder();
  const target = path.join(folder, `out${format.extension ?? ''}`);
  const refusal = await withProjectOf(workedExample(), (project) =>
    writeWith(project, format, target).then(
      () => 'it was written',
      (error: unknown) => (error instanceof Refusal ? error : String(error)),
    ),
  );
  return { refusal, left: await readdir(folder) };
}

const readable = exchangeFormats.filter(({ read }) => read);

test('every format that is read has faults to find, and is written without them', async () => {
  expect(Object.keys(faults).toSorted()).toEqual(readable.map(({ id }) => id).toSorted());
  for (const format of readable) {
    const { refusal, left } = await tryExport(format);
    expect([format.id, refusal]).toEqual([format.id, 'it was written']);
    expect(left).not.toEqual([]);
  }
});

describe.each(readable.map((format) => [format.id, format] as const))('%s', (id, format) => {
  test.each(Object.entries(faults[id] ?? {}))(
    'is refused when the writer gets one %s wrong, and says where',
    async (_, one) => {
      const { broken, isUsed } = breakWriter(format, one);
      const { refusal, left } = await tryExport(broken);
      expect(isUsed()).toBe(true);
      expect(left).toEqual([]);
      expect(refusal).toMatchObject({ failure: { code: 'damaged' } });
      const message = String(refusal);
      expect(message).toContain(`Reading the ${format.name} export back`);
      expect(message).toMatch(one.named);
    },
  );
});

test('a byte that the disk changes is noticed, and the file is named', async () => {
  const folder = makeFolder();
  const text = 'Governor Lena Ost warned';
  const written = { name: 'a.txt', sizeBytes: text.length, sha256: hash('sha256', text, 'hex') };
  await withProjectOf(workedExample(), async (project) => {
    const run = startRun(project, asJsonl, making, quiet);
    try {
      await writeFile(path.join(folder, 'a.txt'), text);
      await verifyBytes(run, folder, [written]);
      await writeFile(path.join(folder, 'a.txt'), text.replace('Lena', 'Lene'));
      await expect(verifyBytes(run, folder, [written])).rejects.toThrow(
        'The disk gives back other bytes than were written to “a.txt”',
      );
    } finally {
      run.stop();
    }
  });
});
