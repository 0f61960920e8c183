import { splitList } from '../../formats/csv/csv-cells.ts';
import { compareSegments } from '../../formats/dataset.ts';
import { parseJsonText } from '../../formats/json/json-text.ts';
import { segmentRoles, type Segment, type SegmentRole } from '../../records/records.ts';
import { buildOffsetMap, codePoints, sliceSpan } from '../../text/offsets.ts';
import type { JsonObject } from '../../util/json.ts';
import { Refusal } from '../../util/result.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { normaliseSource, openRefiArchive, type RefiArchive } from './refi-archive.ts';
import { normaliseGuid, readCodes, type QdaCode } from './refi-codes.ts';
import { placeSelections, type Selection } from './refi-selections.ts';
import { variableNames } from './refi-write.ts';
import { findChild, listChildren, type Want, type XmlElement } from './xml.ts';

/** What selections refer to, by GUID. */
interface Book {
  readonly archive: RefiArchive;
  /** Whether a program of ours wrote the project: only then do links and identities mean what we mean. */
  readonly isOurs: boolean;
  readonly codes: ReadonlyMap<string, QdaCode>;
  readonly users: ReadonlyMap<string, string>;
  readonly notes: ReadonlyMap<string, string>;
  readonly variables: ReadonlyMap<string, string>;
  /** From the first selection of a mark to its other ones. */
  readonly links: ReadonlyMap<
    string,
    readonly { readonly name: string; readonly target: string }[]
  >;
}

/** Articles of REFI-QDA projects. @throws Refusal `bad_input`, `too_large`, `unsupported_file`. */
export function* readRefi(files: readonly SourceFile[]): Generator<AnnotatedArticle> {
  for (const file of files) {
    const archive = openRefiArchive(file);
    // Sources refer to what comes after them, so the project is read twice: the second time one source at a time.
    const book = buildBook(archive);
    for (const source of archive.parts(at('Sources', 'TextSource'))) {
      yield readSource(source, book);
    }
  }
}

/** Elements that lie there below the project. */
function at(...names: readonly string[]): Want {
  const wanted = ['Project', ...names].join('/');
  return (path) => (path.join('/') === wanted ? 'whole' : null);
}

/** All but the sources: what their selections refer to. */
const bookPaths: ReadonlyMap<string, 'whole' | 'alone'> = new Map([
  ['Project', 'alone'],
  ['Project/Users/User', 'whole'],
  ['Project/CodeBook/Codes', 'whole'],
  ['Project/Variables/Variable', 'whole'],
  ['Project/Notes/Note', 'whole'],
  ['Project/Links/Link', 'whole'],
]);

function buildBook(archive: RefiArchive): Book {
  const maps = {
    codes: new Map<string, QdaCode>(),
    users: new Map<string, string>(),
    notes: new Map<string, string>(),
    variables: new Map<string, string>(),
    links: new Map<string, { readonly name: string; readonly target: string }[]>(),
  };
  const addCodes = (list: readonly QdaCode[]): void => {
    for (const code of list) {
      maps.codes.set(code.guid, code);
      addCodes(code.children);
    }
  };
  let isOurs = false;
  const addName = (names: Map<string, string>, element: XmlElement) =>
    names.set(guidOf(element), element.attributes.get('name') ?? '');
  for (const element of archive.parts((path) => bookPaths.get(path.join('/')) ?? null)) {
    const { name, attributes } = element;
    if (name === 'Project') isOurs = attributes.get('origin')?.startsWith('Quotemark') === true;
    else if (name === 'Codes') addCodes(readCodes(element));
    else if (name === 'User') addName(maps.users, element);
    else if (name === 'Variable') addName(maps.variables, element);
    else if (name === 'Note') maps.notes.set(guidOf(element), readContent(element, archive) ?? '');
    else {
      const origin = normaliseGuid(attributes.get('originGUID') ?? '');
      const target = normaliseGuid(attributes.get('targetGUID') ?? '');
      const link = { name: attributes.get('name') ?? '', target };
      const known = maps.links.get(origin);
      if (known) known.push(link);
      else maps.links.set(origin, [link]);
    }
  }
  return { archive, isOurs, ...maps };
}

function readSource(source: XmlElement, book: Book): AnnotatedArticle {
  const { archive } = book;
  const title = source.attributes.get('name') ?? '';
  const place = `${archive.name}, source “${title}”`;
  const raw = readContent(source, archive);
  const selections = listChildren(source, 'PlainTextSelection');
  if (raw === null && selections.length > 0) {
    throw new Refusal('bad_input', `${place}: It has selections, but its text is not in the file.`);
  }
  const text = raw === null ? null : normaliseSource(place, raw);
  const placed = text === null ? [] : placeSelections(selections, raw ?? '', text, place);
  return {
    id: guidOf(source),
    title,
    text,
    marks:
      text === null
        ? []
        : book.isOurs
          ? readOwn(placed, text, book)
          : readForeign(placed, text, book),
    metadata: readMetadata(source, book),
    place: `source “${title}”`,
  };
}

/** null where the text was left out: an empty content stands for that. */
function readContent(source: XmlElement, { findText }: RefiArchive): string | null {
  const content = findChild(source, 'PlainTextContent');
  if (content) return content.text === '' ? null : content.text;
  const path = source.attributes.get('plainTextPath');
  return path === undefined ? null : findText(path);
}

function readMetadata(source: XmlElement, { variables }: Book): JsonObject {
  const entries = listChildren(source, 'VariableValue').flatMap((value) => {
    const reference = findChild(value, 'VariableRef')?.attributes.get('targetGUID') ?? '';
    const name = variableNames.find((known) => known === variables.get(normaliseGuid(reference)));
    const text = findChild(value, 'TextValue')?.text ?? '';
    if (name === undefined || text === '') return [];
    return [[name, name === 'tags' ? splitList(text) : text] as const];
  });
  return Object.fromEntries(entries);
}

/** Marks as Quotemark wrote them: a selection that no link leads to begins one. */
function readOwn(selections: readonly Selection[], text: string, book: Book): AnnotatedMark[] {
  const byGuid = new Map(selections.map((selection) => [selection.guid, selection]));
  const targets = new Set(
    selections.flatMap(({ guid }) => (book.links.get(guid) ?? []).map(({ target }) => target)),
  );
  const map = buildOffsetMap(text);
  const toSegment = (role: SegmentRole, { start, end }: Selection): Segment => {
    const span = { start: codePoints(start), end: codePoints(end) };
    return { role, ...span, exact: sliceSpan(text, span, map) };
  };
  return selections
    .filter(({ guid }) => !targets.has(guid))
    .map((first) => {
      const mark = readMark(first, book);
      const role = findRole(first, book) ?? (mark.layer === 'quotation' ? 'content' : 'span');
      const rest = (book.links.get(first.guid) ?? []).flatMap(({ name, target }) => {
        const selection = byGuid.get(target);
        const linked = segmentRoles.find((known) => known === name) ?? role;
        return selection ? [toSegment(linked, selection)] : [];
      });
      return { ...mark, segments: [toSegment(role, first), ...rest].sort(compareSegments) };
    });
}

function listOwnCodes({ element }: Selection, { codes }: Book): QdaCode[] {
  return listChildren(element, 'Coding').flatMap((coding) => {
    const target = findChild(coding, 'CodeRef')?.attributes.get('targetGUID') ?? '';
    return codes.get(normaliseGuid(target)) ?? [];
  });
}

function findRole(selection: Selection, book: Book): SegmentRole | null {
  const role = listOwnCodes(selection, book).find((code) => code.identity?.['kind'] === 'role');
  return segmentRoles.find((known) => known === role?.identity?.['id']) ?? null;
}

function readMark(selection: Selection, book: Book): Omit<AnnotatedMark, 'segments'> {
  const codes = listOwnCodes(selection, book);
  const find = (kind: string) => codes.find((code) => code.identity?.['kind'] === kind) ?? null;
  const idOf = (code: QdaCode | null) => (code === null ? null : textOf(code.identity?.['id']));
  const label = find('label');
  const state = idOf(find('state'));
  const description = parseJsonText(findChild(selection.element, 'Description')?.text ?? '');
  const user = selection.element.attributes.get('creatingUser');
  return {
    id: selection.guid,
    layer: label ? textOf(label.identity?.['layer']) : idOf(find('layer')),
    label: idOf(label),
    attributes: description.ok ? (description.value as JsonObject) : {}, // ours is an object
    note: readNotes(selection, book),
    doubt: find('doubt') !== null,
    state: state === 'suggested' || state === 'rejected' ? state : 'accepted',
    annotator: user === undefined ? null : (book.users.get(normaliseGuid(user)) ?? null),
    entity: find('entity')?.name ?? null,
    claim: find('claim')?.name ?? null,
    status: idOf(find('claim_status')),
  };
}

/** Marks of another program: one for every code of a selection, one without a label for a selection without codes. */
function readForeign(selections: readonly Selection[], text: string, book: Book): AnnotatedMark[] {
  const map = buildOffsetMap(text);
  return selections.flatMap((selection) => {
    const { guid, element } = selection;
    const span = { start: codePoints(selection.start), end: codePoints(selection.end) };
    const codings: (XmlElement | null)[] = [...listChildren(element, 'Coding')];
    if (codings.length === 0) codings.push(null);
    const description = findChild(element, 'Description')?.text ?? '';
    const note = [description, readNotes(selection, book)].filter((part) => part !== '').join('\n');
    return codings.map((coding, i): AnnotatedMark => {
      const target = coding && findChild(coding, 'CodeRef')?.attributes.get('targetGUID');
      const user = coding?.attributes.get('creatingUser') ?? element.attributes.get('creatingUser');
      return {
        id: i === 0 ? guid : `${guid}#${i + 1}`,
        layer: null,
        label: (target && book.codes.get(normaliseGuid(target))?.name) || null,
        segments: [{ role: 'span', ...span, exact: sliceSpan(text, span, map) }],
        attributes: {},
        note,
        doubt: false,
        state: 'accepted',
        annotator: (user && book.users.get(normaliseGuid(user))) || null,
        entity: null,
        claim: null,
        status: null,
      };
    });
  });
}

function readNotes({ element }: Selection, { notes }: Book): string {
  return listChildren(element, 'NoteRef')
    .flatMap(
      (reference) => notes.get(normaliseGuid(reference.attributes.get('targetGUID') ?? '')) ?? [],
    )
    .join('\n');
}

function guidOf(element: XmlElement): string {
  return normaliseGuid(element.attributes.get('guid') ?? '');
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
