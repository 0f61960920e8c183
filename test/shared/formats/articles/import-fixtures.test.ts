import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../../shared/formats/articles/encoding.ts';
import { importerOf, importers } from '../../../../shared/formats/articles/importers.ts';
import { buildCanonicalText } from '../../../../shared/text/canonical.ts';
import { parseDocument } from '../../../../shared/text/document.ts';
import type { BlockNode } from '../../../../shared/text/document.ts';
import { unwrap } from '../../../../shared/util/result.ts';
import { decode } from '../../../helpers/decode.ts';

const folder = join(import.meta.dirname, '../../../fixtures/import');
const names = readdirSync(folder).filter(
  (name) => /\.(?:txt|md)$/.test(name) && name !== 'README.md',
);

describe('importing the fixture', () => {
  test('finds the fixtures', () => {
    expect(names.length).toBeGreaterThanOrEqual(17);
  });

  test.each(names)('%s gives what its expected file says', (name) => {
    const expected: unknown = JSON.parse(
      readFileSync(join(folder, `${name}.expected.json`), 'utf8'),
    );
    const { encoding, newline, parsed } = importFile(name);
    expect({
      encoding,
      newline,
      metadata: parsed.metadata,
      blocks: parsed.document.content.map(nameOf),
      dropped: parsed.dropped.map(({ line, reason }) => `${line} ${reason}`),
      notes: parsed.notes.length,
    }).toEqual(expected);
  });

  test.each(names)('%s gives a valid document', (name) => {
    const { document } = importFile(name).parsed;
    expect(parseDocument(document)).toEqual({ ok: true, value: document });
  });

  test.each(names.filter((name) => name.endsWith('.txt')))('%s loses no word', (name) => {
    const { text, parsed } = importFile(name);
    const kept = `${buildCanonicalText(parsed.document)} ${parsed.dropped.map((line) => line.text).join(' ')}`;
    const words = new Set(kept.split(/\s+/));
    // A word broken at the end of a wrapped line is put together again.
    const source = text.replace(/(\p{L}-)\n(?=\p{Ll})/gu, '$1').split(/\s+/);
    expect(source.filter((word) => word !== '' && !words.has(word))).toEqual([]);
  });

  test.each(names)('%s gives evidence for every value it found', (name) => {
    const { metadata, evidence } = importFile(name).parsed;
    const found = Object.entries(metadata).filter(
      ([, value]) => value !== '' && value !== null && value.length > 0,
    );
    expect(evidence.map(({ field }) => field).sort()).toEqual(found.map(([field]) => field).sort());
  });
});

function importFile(name: string) {
  const decoded = unwrap(decodeText(readFileSync(join(folder, name)), decode));
  const importer = importers[importerOf(name, decoded.text)];
  return { ...decoded, parsed: importer.parse(decoded.text, { fileName: name }) };
}

function nameOf(block: BlockNode): string {
  return block.type === 'heading' ? `heading${block.attrs.level}` : block.type;
}
