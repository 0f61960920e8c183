import { strToU8, zipSync } from 'fflate';
import { exchangeFormats } from '../../shared/exchange/formats.ts';
import { writeFormat } from './generated-datasets.ts';
import { build, createRandom, flipSome, page, text, type HostileFile } from './hostile-files.ts';
import { workedExample } from './worked-example.ts';

/** Files with marks that are broken, and files that name places outside, the same for the same seed. */
export function listHostileMarks(seed: number): HostileFile[] {
  return [...listBrokenMarks(createRandom(seed)), ...listPaths()];
}

/** Files with marks, each cut short and with bytes flipped. */
function listBrokenMarks(random: () => number): HostileFile[] {
  return listMarkedFiles().flatMap(({ name, bytes }): HostileFile[] => [
    ...[0.2, 0.5, 0.8, 0.98].map((share, k) => ({
      name: `cut-${k}-${name}`,
      bytes: bytes.slice(0, bytes.length * share),
    })),
    ...Array.from({ length: 4 }, (_, k) => ({
      name: `flip-${k}-${name}`,
      bytes: flipSome(bytes, random),
    })),
  ]);
}

/** Files of the formats with marks that are known by their content. */
function listMarkedFiles(): HostileFile[] {
  const endings: Readonly<Record<string, string>> = {
    jsonl: '.jsonl',
    'label-studio': '.json',
    prodigy: '.jsonl',
    doccano: '.jsonl',
    'refi-qda': '.qdpx',
  };
  return exchangeFormats.flatMap((format): HostileFile[] =>
    [...writeFormat(format, workedExample()).files]
      .filter(([name]) => format.read && !name.includes('/') && !/manifest|meta/.test(name))
      .map(([name, bytes], i) => ({
        name: `${format.id}-${i}-${name === '' ? (endings[format.id] ?? '.json') : name}`,
        bytes,
      })),
  );
}

/** Names that lead out of a folder, in files that name others. */
function listPaths(): HostileFile[] {
  const outside = '../../../../../../etc/passwd';
  const qde = `<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="x"><Sources><TextSource guid="00000000-0000-4000-8000-000000000020" name="x" plainTextPath="internal://${outside}"/></Sources></Project>`;
  return [
    build('outside.qdpx', zipSync({ 'project.qde': strToU8(qde) })),
    build(
      'absolute.qdpx',
      zipSync({
        'project.qde': strToU8(qde.replace('internal://../../../../../..', 'absolute://')),
      }),
    ),
    build('up.qdpx', zipSync({ '../project.qde': strToU8(qde) })),
    build('outside.qde', qde),
    build(
      'entity.qde',
      `<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>${qde.replace('name="x"', 'name="&x;"')}`,
    ),
    build('outside.csv', `title,text,file\n"${outside}","${text}","${outside}"\n`),
    build(
      'outside.html',
      page.replace('<h1>', `<img src="file:///etc/passwd"><base href="file:///etc/"><h1>`),
    ),
    build('rows.csv', `title,text\n${`Ferry,"${text}"\n`.repeat(3).repeat(15_000)}`),
    build('columns.tsv', `${'text\t'.repeat(100_000)}\n${'a\t'.repeat(100_000)}\n`),
  ];
}
