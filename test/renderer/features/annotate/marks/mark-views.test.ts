import { describe, expect, test } from 'vitest';
import {
  extentOf,
  findStatus,
  speakerName,
  statusIcon,
  toMarkView,
  type DrawnContext,
} from '../../../../../renderer/features/annotate/marks/mark-views.ts';
import { inTextOrder } from '../../../../../renderer/features/annotate/marks/mark-order.ts';
import { defaultCodebook } from '../../../../../shared/codebook/default.ts';
import type { ClaimView } from '../../../../../shared/contract/views.ts';
import type { Annotation } from '../../../../../shared/records/records.ts';
import { buildMark, buildPerson } from '../marks.ts';

const text = '😀 “We knew,” the mayor said. “All of us.” Kim agreed.';
const ada = buildPerson('e', 'Ada Quill');
const claim: ClaimView = {
  claim: {
    id: 'c',
    statement: 'They knew.',
    claimantId: null,
    type: null,
    note: '',
    createdAt: '',
    createdBy: 'ann',
    updatedAt: '',
    updatedBy: 'ann',
  },
  status: 'disputed',
  warning: null,
  passages: [],
  events: [],
  evidence: [],
  occurrences: [],
};
const context: DrawnContext = {
  codebook: defaultCodebook,
  entities: new Map([['e', ada]]),
  claims: new Map([['c', claim]]),
  colourBy: 'kind',
  speakers: new Map(),
};
const quotation = buildMark(
  text,
  'q',
  'quotation',
  { content: ['“We knew,”', '“All of us.”'], source: 'the mayor', cue: 'said' },
  { label: 'direct' },
);

describe('toMarkView', () => {
  test.each([
    ['kind', 'quote', 'entity', 'claim'],
    ['type', 'quote', 'person', 'claim'],
    ['speaker', 'speaker_3', 'speaker_3', 'other'],
    ['status', 'other', 'other', 'disputed'],
  ] as const)('colours by %s', (colourBy, ...colours) => {
    const own = { ...context, colourBy, speakers: new Map([['e', 'speaker_3']]) };
    const marks = [
      { ...quotation, speakerId: 'e' },
      buildMark(text, 'm', 'mention', { span: 'Kim' }, { label: 'person', entityId: 'e' }),
      buildMark(text, 'k', 'claim', { span: 'Kim agreed' }, { claimId: 'c' }),
    ];
    expect(marks.map((mark) => toMarkView(own, mark).colour)).toEqual(colours);
  });

  test('describes a quotation by its type and speaker, else by its source’s words', () => {
    expect(toMarkView(context, quotation)).toMatchObject({
      kind: 'quotation',
      label: 'Direct',
      chip: 'the mayor',
      status: null,
      description: 'Direct quotation, the mayor',
    });
    const linked = toMarkView(context, { ...quotation, speakerId: 'e', state: 'suggested' });
    expect(linked).toMatchObject({
      chip: 'Ada Quill',
      description: 'Suggested: Direct quotation, Ada Quill',
    });
    const bare = buildMark(text, 'b', 'quotation', { content: '“We knew,”' });
    expect(toMarkView(context, bare)).toMatchObject({
      label: null,
      chip: null,
      description: 'Untyped quotation, no speaker',
    });
  });

  test('a source that is nobody of the cast is said as it is given', () => {
    const settled = buildMark(
      text,
      'b',
      'quotation',
      { content: '“We knew,”' },
      {
        attributes: { source_kind: 'unnamed' },
      },
    );
    expect(toMarkView(context, settled)).toMatchObject({
      chip: 'unnamed',
      description: 'Untyped quotation, unnamed source',
    });
  });

  test('describes a mention by its type and cast entry', () => {
    const mention = buildMark(text, 'm', 'mention', { span: 'Kim' }, { label: 'person' });
    expect(toMarkView(context, mention).description).toBe('Person, not linked');
    expect(toMarkView(context, { ...mention, entityId: 'e' }).description).toBe(
      'Person, Ada Quill',
    );
  });

  test('draws a claim with the status it has, and unverified while nothing is known of it', () => {
    const mark = buildMark(text, 'k', 'claim', { span: 'We knew' }, { claimId: 'c' });
    const disputed = findStatus(defaultCodebook, 'disputed');
    expect(toMarkView(context, mark)).toMatchObject({
      colour: 'claim',
      status: { id: 'disputed', icon: '!', line: disputed?.line, colour: disputed?.colour },
      description: 'Claim, Disputed',
    });
    expect(toMarkView(context, { ...mark, claimId: null }).status?.id).toBe('unverified');
    expect(toMarkView(context, { ...mark, claimId: 'not loaded' }).status?.id).toBe('unverified');
  });

  test('keeps working for labels and statuses that the codebook does not have', () => {
    const odd = buildMark(text, 'm', 'mention', { span: 'Kim' }, { label: 'creature' });
    expect(toMarkView({ ...context, colourBy: 'type' }, odd)).toMatchObject({
      label: null,
      colour: 'other',
    });
    expect(statusIcon('rumoured')).toBe('○');
    expect(findStatus(defaultCodebook, 'rumoured')).toBeNull();
  });

  test('draws other segments than the stored ones while a border moves', () => {
    const [first] = quotation.segments;
    expect(toMarkView(context, quotation, first && [first]).segments).toEqual([first]);
  });
});

test('every status of the codebook has an icon of its own', () => {
  const icons = defaultCodebook.claimStatuses.map(({ id }) => statusIcon(id));
  expect(new Set(icons).size).toBe(icons.length);
});

test('a name of several sources is all of their words', () => {
  const both = buildMark(text, 'b', 'quotation', {
    content: '“We knew,”',
    source: ['the mayor', 'Kim'],
  });
  expect(speakerName(context.entities, both)).toBe('the mayor, Kim');
  expect(speakerName(context.entities, { ...both, speakerId: 'gone' })).toBe('the mayor, Kim');
});

test('the extent of a mark is that of its own text, in code points', () => {
  expect(extentOf(quotation)).toEqual({ start: 2, end: 41 });
  expect(() => extentOf({ segments: [] })).toThrow(RangeError);
});

describe('inTextOrder', () => {
  const at = (id: string, span: string) => buildMark(text, id, 'mention', { span });
  const order = (marks: readonly Annotation[]) =>
    inTextOrder(new Map(marks.map((mark) => [mark.id, mark]))).map(({ id }) => id);

  test('puts larger marks first where they begin at one place, then goes by id', () => {
    const marks = [at('late', 'Kim'), at('b', 'We'), at('a', 'We'), at('large', 'We knew')];
    expect(order(marks)).toEqual(['large', 'a', 'b', 'late']);
  });

  test('is the same whatever list came before', () => {
    expect(order([at('a', 'Kim'), at('b', 'We')])).toEqual(['b', 'a']);
    expect(order([at('a', 'We'), at('c', 'knew'), at('b', 'mayor')])).toEqual(['a', 'c', 'b']);
    expect(order([at('b', 'Kim')])).toEqual(['b']);
    expect(order([])).toEqual([]);
  });
});
