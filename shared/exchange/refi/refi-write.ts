import { joinList, stringifyObject } from '../../formats/csv/csv-cells.ts';
import { compareAnnotations, compareSegments, type DatasetArticle } from '../../formats/dataset.ts';
import type { Annotation, Segment } from '../../records/records.ts';
import type { ExportContext, ExportPiece, FormatWriter } from '../core/exchange-format.ts';
import { buildGuid, toGuid } from './guid.ts';
import { openHeldText, type HeldText } from './held-text.ts';
import { writeCodes } from './refi-codes.ts';
import { CodeRegistry } from './refi-book.ts';
import { findEntity, indexRows, type RowIndex } from '../core/row-index.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { openZip } from './zip-pieces.ts';
import { cleanXml, escapeXml, writeAttributes } from './xml.ts';

/** Metadata that a source carries as variables. */
export const variableNames = [
  'byline',
  'publisher',
  'url',
  'published',
  'language',
  'tags',
] as const;
/** Longest beginning of the covered text that names a selection, in UTF-16 units. */
const nameLength = 80;
/** Why a mark is not in a project without texts. */
export const noTextReason =
  'Without the texts a REFI-QDA project has nothing that marks could stand on.';

interface Job {
  readonly context: ExportContext;
  readonly index: RowIndex;
  readonly codes: CodeRegistry;
  readonly sources: HeldText;
  readonly notes: HeldText;
  readonly links: HeldText;
}

/**
 * Write a project: texts go into the archive as they come, the project file, which must hold all sources in one, is held
 * compressed and comes last.
 */
export function writeRefi(context: ExportContext): FormatWriter {
  const { head, making } = context;
  const job: Job = {
    context,
    index: indexRows(head),
    codes: new CodeRegistry(head.codebook.codebook),
    sources: openHeldText(),
    notes: openHeldText(),
    links: openHeldText(),
  };
  const archive = openZip(making.exportedAt);
  return {
    begin: () => [],
    article(item) {
      const pieces: ExportPiece[] = [];
      const guid = toGuid('article', item.article.id);
      if (context.hasText) {
        const { text } = item.revision;
        // Readers take a byte order mark at the beginning away: one of the text's own gets another before it.
        const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
        pieces.push(...archive.add(`sources/${guid}.txt`, [encodeUtf8(mark + text)]));
      }
      addSource(job, item, guid);
      return pieces;
    },
    *end() {
      yield* archive.add('project.qde', writeProject(job));
      yield* archive.end();
    },
  };
}

function* writeProject({ context, codes, sources, notes, links }: Job): Generator<Uint8Array> {
  const { head, making } = context;
  const attributes = writeAttributes({
    name: head.project.name,
    origin: making.generator,
    creationDateTime: making.exportedAt,
    xmlns: 'urn:QDA-XML:project:1.0',
  });
  const users = head.annotators.map(({ id, name }) => {
    return `<User${writeAttributes({ guid: toGuid('annotator', id), name })}/>`;
  });
  const variables = variableNames.map((name) => {
    const guid = buildGuid('variable', name);
    return `<Variable${writeAttributes({ guid, name, typeOfVariable: 'Text' })}/>`;
  });
  const start = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<Project${attributes}>`,
    ...(users.length === 0 ? [] : [`<Users>${users.join('')}</Users>`]),
    `<CodeBook><Codes>\n${writeCodes(codes.list())}</Codes></CodeBook>`,
    `<Variables>${variables.join('')}</Variables>`,
  ];
  yield encodeUtf8(`${start.join('\n')}\n`);
  const parts = [
    ['Sources', sources],
    ['Notes', notes],
    ['Links', links],
  ] as const;
  for (const [name, held] of parts) {
    if (held.isEmpty()) continue;
    yield encodeUtf8(`<${name}>\n`);
    yield* held.release();
    yield encodeUtf8(`</${name}>\n`);
  }
  const { description } = head.project;
  yield encodeUtf8(
    `${description === '' ? '' : `<Description>${escapeXml(description)}</Description>\n`}</Project>\n`,
  );
}

function addSource(job: Job, item: DatasetArticle, guid: string): void {
  const { context, sources } = job;
  const { article } = item;
  const source = writeAttributes({
    guid,
    name: article.title,
    plainTextPath: context.hasText ? `internal://${guid}.txt` : null,
    creationDateTime: dateTime(article.createdAt),
  });
  sources.append(`<TextSource${source}>\n`);
  // The standard wants a path or a content of every source: an empty one stands for a text that is left out.
  if (!context.hasText) sources.append('<PlainTextContent></PlainTextContent>\n');
  for (const annotation of [...item.annotations].sort(compareAnnotations)) {
    if (context.hasText) addMark(job, annotation);
    else {
      const { articleId, id } = annotation;
      context.lose({ articleId, annotationId: id, reason: noTextReason });
    }
  }
  for (const [name, value] of Object.entries(buildVariables(item))) {
    const reference = `<VariableRef${writeAttributes({ targetGUID: buildGuid('variable', name) })}/>`;
    const text = escapeXml(typeof value === 'string' ? value : joinList(value));
    sources.append(`<VariableValue>${reference}<TextValue>${text}</TextValue></VariableValue>\n`);
  }
  sources.append('</TextSource>\n');
}

/** Metadata of an article as XML can hold it, by the names of variables; what is not known is left out. */
export function buildVariables({
  article,
}: DatasetArticle): Readonly<Record<string, string | readonly string[]>> {
  const texts = variableNames.flatMap((name) => {
    const value = name === 'tags' ? null : article[name];
    return value === null ? [] : [[name, cleanXml(value)] as const];
  });
  const tags = article.tags.map(cleanXml).filter((tag) => tag !== '');
  const entries = [...texts, ['tags', tags] as const].filter(([, value]) => value.length > 0);
  return Object.fromEntries(entries);
}

function addMark(job: Job, annotation: Annotation): void {
  const { sources, links, codes } = job;
  const [first, ...rest] = [...annotation.segments].sort(compareSegments);
  if (!first) return;
  const guid = toGuid('annotation', annotation.id);
  const isAttributed = Object.keys(annotation.attributes).length > 0;
  sources.append(
    writeSelection(job, annotation, first, guid, {
      description: isAttributed ? stringifyObject(annotation.attributes) : '',
      codes: listCodes(job, annotation, first),
      note: addNote(job, annotation),
    }),
  );
  for (const [i, segment] of rest.entries()) {
    const target = buildGuid('segment', annotation.id, String(i));
    const isFragment = segment.role === first.role;
    const code = isFragment ? codes.ofMark(annotation) : codes.ofRole(annotation, segment);
    sources.append(
      writeSelection(job, annotation, segment, target, {
        description: '',
        codes: [code],
        note: null,
      }),
    );
    const link = {
      guid: buildGuid('link', annotation.id, String(i)),
      name: isFragment ? 'fragment' : segment.role,
      direction: 'OneWay',
      originGUID: guid,
      targetGUID: target,
    };
    links.append(`<Link${writeAttributes(link)}/>\n`);
  }
}

/** Write the note of a mark. @returns Its GUID; null when there is none. */
function addNote({ notes }: Job, { id, note, annotatorId }: Annotation): string | null {
  const text = cleanXml(note);
  if (text === '') return null;
  const guid = buildGuid('note', id);
  const attributes = writeAttributes({ guid, creatingUser: toGuid('annotator', annotatorId) });
  const content = `<PlainTextContent>${escapeXml(text)}</PlainTextContent>`;
  notes.append(`<Note${attributes}>${content}</Note>\n`);
  return guid;
}

/** What the first selection of a mark is coded with: all that is known of the mark. */
function listCodes({ codes, index }: Job, annotation: Annotation, first: Segment): string[] {
  const { claimId, state, doubt } = annotation;
  const entity = findEntity(annotation, index);
  const claim = claimId === null ? undefined : index.claims.get(claimId);
  const status = claim && index.statuses.get(claim.id);
  const isPart = first.role !== 'span' && first.role !== 'content';
  return [
    codes.ofMark(annotation),
    ...(isPart ? [codes.ofRole(annotation, first)] : []),
    ...codes.ofAttributes(annotation),
    ...(entity ? [codes.ofEntity(entity)] : []),
    ...(claim ? [codes.ofClaim(claim)] : []),
    ...(status === undefined ? [] : [codes.ofStatus(status)]),
    ...(state === 'accepted' ? [] : [codes.ofState(state)]),
    ...(doubt ? [codes.ofDoubt()] : []),
  ];
}

function writeSelection(
  { index }: Job,
  annotation: Annotation,
  segment: Segment,
  guid: string,
  given: {
    readonly description: string;
    readonly codes: readonly string[];
    readonly note: string | null;
  },
): string {
  const isKnown = index.annotators.has(annotation.annotatorId);
  const creatingUser = isKnown ? toGuid('annotator', annotation.annotatorId) : null;
  const creationDateTime = dateTime(annotation.createdAt);
  const attributes = {
    guid,
    name: nameOf(segment.exact),
    startPosition: String(segment.start),
    endPosition: String(segment.end),
    creatingUser,
    creationDateTime,
  };
  const codings = given.codes.map((code) => {
    const coding = { guid: buildGuid('coding', guid, code), creatingUser };
    return `<Coding${writeAttributes(coding)}><CodeRef${writeAttributes({ targetGUID: code })}/></Coding>`;
  });
  return [
    `<PlainTextSelection${writeAttributes(attributes)}>`,
    given.description === '' ? '' : `<Description>${escapeXml(given.description)}</Description>`,
    ...codings,
    given.note === null ? '' : `<NoteRef${writeAttributes({ targetGUID: given.note })}/>`,
    '</PlainTextSelection>\n',
  ].join('');
}

/** The beginning of a text on one line, not ending inside of a character. */
function nameOf(exact: string): string {
  const line = exact.replace(/\s+/g, ' ');
  if (line.length <= nameLength) return line;
  return `${line.slice(0, nameLength).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** An instant as XML has it; null for an unknown one. */
function dateTime(instant: string): string | null {
  return instant === '' ? null : instant;
}
