import { truncateSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Progress } from '../../../shared/contract/channel.ts';
import type { ImportReport, ImportSession } from '../../../shared/contract/import-views.ts';
import type { CheckReport } from '../../../shared/contract/views.ts';
import { serve, writeFiles } from '../../helpers/handlers.ts';
import { listHostileFiles } from '../../helpers/hostile-files.ts';
import { listHostileMarks } from '../../helpers/hostile-marks.ts';

const seed = 20_261_123;
/** No file of the corpus is so large that an honest one of its size would take longer on a slow machine. */
const maxFileMs = 30_000;

test(
  `more than two hundred hostile files each have a clear outcome, and the good among them come in (seed ${seed})`,
  { timeout: 300_000 },
  async () => {
    const { project, get, logged } = serve();
    const corpus = [...listHostileFiles(seed), ...listHostileMarks(seed)];
    expect(corpus.length).toBeGreaterThan(200);
    const grants = writeFiles(Object.fromEntries(corpus.map(({ name, bytes }) => [name, bytes])));
    const [huge = ''] = writeFiles({ 'huge.txt': '' });
    truncateSync(huge, 100 * 1024 * 1024);
    const line = new Uint8Array(100 * 1024 * 1024).fill(0x61);
    grants.push(
      huge,
      ...writeFiles({ 'endless.txt': line, 'endless.jsonl': line }),
      ...writeFiles({ 'good.txt': 'Ferry runs\n\nIt floats, said the captain.\n' }),
    );

    const slow: string[] = [];
    let last = performance.now();
    const session = await get<ImportSession>(
      'import.read',
      { grants },
      {
        progress({ label }: Progress) {
          const now = performance.now();
          if (now - last > maxFileMs) slow.push(`${label}: ${Math.round(now - last)} ms`);
          last = now;
        },
      },
    );
    expect(slow).toEqual([]);
    expect(logged).toEqual([]);
    expect(new Set(session.items.map(({ fileKey }) => fileKey)).size).toBe(grants.length);
    const silent = session.items.filter(({ kind, problem }) => kind === 'refused' && !problem);
    expect(silent).toEqual([]);

    const outcomeOf = (name: string) =>
      session.items.find(({ fileName }) => fileName === name)?.kind;
    const refused = [
      'bomb.docx',
      'bomb.epub',
      'bomb.odt',
      'liar.odt',
      'many.docx',
      'outside.docx',
      'outside.epub',
      'entities.docx',
      'laughs.rss',
      'external.rss',
      'external.nitf',
      'deep.html',
      'deep.rss',
      'deep.json',
      'long.csv',
      'deep.rtf',
      'runs.rtf',
      'bare.rtf',
      'huge.txt',
      'endless.txt',
      'endless.jsonl',
      'up.qdpx',
      'entity.qde',
    ];
    expect(refused.filter((name) => outcomeOf(name) !== 'refused')).toEqual([]);
    expect(session.items.map(({ preview }) => preview).join()).not.toContain('root:');

    const taken = session.items.filter(
      ({ kind, duplicateOf }) => kind === 'article' && !duplicateOf,
    );
    expect(taken.map(({ fileName }) => fileName)).toContain('good.txt');
    const items = taken.map(
      ({ key, title, byline, publisher, url, published, language, tags }) => ({
        key,
        title,
        byline,
        publisher,
        url,
        published,
        language,
        tags,
      }),
    );
    const report = await get<ImportReport>('import.commit', {
      sessionId: session.sessionId,
      items,
    });
    expect(report.imported).toBe(taken.length);
    expect((await get<CheckReport>('project.check')).faults).toEqual([]);
    project.close();
  },
);
