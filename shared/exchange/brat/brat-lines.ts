import { Refusal } from '../../util/result.ts';
import type { SourceFile } from '../core/exchange-format.ts';

/** A text-bound annotation. */
export interface BratSpan {
  readonly id: string;
  readonly type: string;
  /** As counted in the file, in order; at least one. */
  readonly pieces: readonly { readonly start: number; readonly end: number }[];
  /** Texts of the pieces, joined by one space each. */
  readonly words: string;
  /** `notes.ann, line 3`. */
  readonly place: string;
}

export interface BratEvent {
  readonly id: string;
  readonly type: string;
  readonly trigger: string;
  readonly roles: readonly { readonly name: string; readonly target: string }[];
  readonly place: string;
}

/** What is said about another annotation. */
export interface BratDetail {
  readonly kind: 'attribute' | 'reference' | 'note' | 'relation';
  readonly name: string;
  readonly target: string;
  /** null for an attribute that is only there or not. For a reference its name, else its id. */
  readonly value: string | null;
  readonly place: string;
}

/** The annotations of one article. */
export interface BratLines {
  readonly spans: ReadonlyMap<string, BratSpan>;
  readonly events: readonly BratEvent[];
  readonly details: readonly BratDetail[];
}

interface Sink {
  readonly spans: Map<string, BratSpan>;
  readonly events: BratEvent[];
  readonly details: BratDetail[];
  readonly ids: Set<string>;
}

/** Collects the lines of the annotation files of one article. */
export function parseBratLines(
  files: readonly { readonly file: SourceFile; readonly text: string }[],
): BratLines {
  const sink: Sink = { spans: new Map(), events: [], details: [], ids: new Set() };
  for (const { file, text } of files) {
    text.split(/\r\n?|\n/).forEach((line, i) => {
      if (line.trim() !== '') addLine(line, `${file.name}, line ${i + 1}`, sink);
    });
  }
  checkTargets(sink);
  return sink;
}

function addLine(line: string, place: string, sink: Sink): void {
  const [id = '', head = '', ...tail] = line.split('\t');
  const words = tail.length === 0 ? null : tail.join('\t');
  if (head === '' || !/^[TEAMNR#*]/.test(id)) {
    throw bad(place, 'It is not a line of brat: an id, a tab and what the id stands for.');
  }
  const kind = id[0];
  if (kind !== '#' && kind !== '*') {
    if (sink.ids.has(id)) throw bad(place, `The id ${id} is taken by a line above.`);
    sink.ids.add(id);
  }
  if (kind === 'T') sink.spans.set(id, parseSpan(id, head, words, place));
  else if (kind === 'E') sink.events.push(parseEvent(id, head, place));
  else if (kind === '#') sink.details.push(parseNote(head, words, place));
  else if (kind === 'R') sink.details.push(parseRelation(head, place));
  else if (kind === 'N') sink.details.push(parseReference(head, words, place));
  else if (kind !== '*') sink.details.push(parseAttribute(head, place));
}

function parseSpan(id: string, head: string, words: string | null, place: string): BratSpan {
  const match = /^(\S+) +(\d{1,12} +\d{1,12}(?: *; *\d{1,12} +\d{1,12})*) *$/.exec(head);
  const [, type = '', places = ''] = match ?? [];
  if (match === null) {
    throw bad(place, 'A text-bound annotation needs a type and positions, “Person 3 10”.');
  }
  if (words === null) throw bad(place, 'The text that the annotation covers is missing.');
  const pieces = places.split(';').map((piece) => {
    const [start = 0, end = 0] = piece.trim().split(/ +/).map(Number);
    if (start >= end) throw bad(place, `The annotation ends at ${end}, before it has begun.`);
    return { start, end };
  });
  pieces.sort((left, right) => left.start - right.start);
  return { id, type, pieces, words, place };
}

function parseEvent(id: string, head: string, place: string): BratEvent {
  const roles = head
    .trim()
    .split(/ +/)
    .map((pair) => {
      const border = pair.lastIndexOf(':');
      if (border < 1) throw bad(place, `An event has roles as “Source:T1”, not “${pair}”.`);
      return { name: pair.slice(0, border), target: pair.slice(border + 1) };
    });
  const [trigger, ...others] = roles;
  return { id, type: trigger?.name ?? '', trigger: trigger?.target ?? '', roles: others, place };
}

function parseAttribute(head: string, place: string): BratDetail {
  const [name = '', target, ...values] = head.trim().split(' ');
  if (target === undefined) throw bad(place, 'An attribute needs the id of an annotation.');
  const value = values.length === 0 ? null : values.join(' ');
  return { kind: 'attribute', name, target, value, place };
}

function parseReference(head: string, words: string | null, place: string): BratDetail {
  const [name = '', target, id] = head.trim().split(' ');
  if (target === undefined || id === undefined) {
    throw bad(place, 'A normalisation needs an annotation and an id, “Reference T1 Wikidata:Q42”.');
  }
  return { kind: 'reference', name, target, value: words ?? id, place };
}

function parseNote(head: string, words: string | null, place: string): BratDetail {
  const [name = '', target] = head.trim().split(' ');
  if (target === undefined) throw bad(place, 'A note needs the id of an annotation.');
  return { kind: 'note', name, target, value: words ?? '', place };
}

function parseRelation(head: string, place: string): BratDetail {
  const [name = '', first = '', second = ''] = head.trim().split(/ +/);
  const target = first.slice(first.indexOf(':') + 1);
  const value = second.slice(second.indexOf(':') + 1);
  if (target === '' || value === '') {
    throw bad(place, 'A relation needs two annotations, “SpokenBy Arg1:T1 Arg2:T2”.');
  }
  return { kind: 'relation', name, target, value, place };
}

function checkTargets({ spans, events, details, ids }: Sink): void {
  for (const { trigger, roles, place } of events) {
    if (!spans.has(trigger)) throw bad(place, `There is no text-bound annotation ${trigger}.`);
    const missing = roles.find(({ target }) => !ids.has(target));
    if (missing) throw bad(place, `There is no annotation ${missing.target}.`);
  }
  for (const { kind, target, value, place } of details) {
    const names = kind === 'relation' ? [target, value ?? ''] : [target];
    const missing = names.find((name) => !ids.has(name));
    // A note may stand at anything, such as a sentence.
    if (missing !== undefined && kind !== 'note') {
      throw bad(place, `There is no annotation ${missing}.`);
    }
  }
}

function bad(place: string, reason: string): Refusal {
  return new Refusal('bad_input', `${place}: ${reason}`);
}
