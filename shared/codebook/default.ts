import type { AttributeDefinition, Codebook, Label, LineStyle } from './codebook.ts';

interface LabelSketch {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly include?: string;
  readonly exclude?: string;
  readonly examples?: readonly string[];
  readonly colour: string;
  readonly line: LineStyle;
  readonly key?: string;
  readonly mappings?: Readonly<Record<string, string>>;
}

function label(sketch: LabelSketch): Label {
  return { include: '', exclude: '', examples: [], key: null, mappings: {}, ...sketch };
}

const quotationTypes = [
  label({
    id: 'direct',
    name: 'Direct',
    definition: 'Words credited to a source and wholly inside quotation marks.',
    include: 'The marks themselves; every paragraph of one utterance.',
    exclude: 'Quotation marks for a term, a title or irony.',
    colour: 'quote',
    line: 'solid',
    key: '1',
  }),
  label({
    id: 'indirect',
    name: 'Indirect',
    definition: 'A paraphrase credited to a source, without quotation marks.',
    include: 'The word “that” or “to” which opens it.',
    colour: 'quote',
    line: 'dashed',
    key: '2',
  }),
  label({
    id: 'mixed',
    name: 'Mixed',
    definition:
      'A paraphrase that holds a quoted fragment; the span covers the whole reported clause.',
    colour: 'quote',
    line: 'double',
    key: '3',
  }),
  label({
    id: 'not_speech',
    name: 'Not speech',
    definition: 'Quotation marks around a term, a title or irony; nobody is quoted.',
    colour: 'other',
    line: 'wavy',
    key: '4',
  }),
];

const entityTypes = [
  label({
    id: 'person',
    name: 'Person',
    definition: 'An individual or a family, fictional ones too.',
    exclude: 'The title before the name.',
    colour: 'person',
    line: 'solid',
    key: '1',
    mappings: { conll2003: 'PER', ontonotes: 'PERSON', wnut17: 'person' },
  }),
  label({
    id: 'organisation',
    name: 'Organisation',
    definition: 'A company, agency, ministry, party, team or news outlet.',
    colour: 'organisation',
    line: 'double',
    key: '2',
    mappings: { conll2003: 'ORG', ontonotes: 'ORG', wnut17: 'corporation' },
  }),
  label({
    id: 'place',
    name: 'Place',
    definition: 'A country, city or state: a place with a government.',
    colour: 'place',
    line: 'dotted',
    key: '3',
    mappings: { conll2003: 'LOC', ontonotes: 'GPE', wnut17: 'location' },
  }),
  label({
    id: 'location',
    name: 'Location',
    definition: 'Any other natural or built place: a river, a building, an airport, a region.',
    colour: 'place',
    line: 'thin',
    key: '4',
    mappings: { conll2003: 'LOC', ontonotes: 'LOC', wnut17: 'location' },
  }),
  label({
    id: 'group',
    name: 'Group',
    definition: 'A nationality, a religion or a political affiliation.',
    colour: 'organisation',
    line: 'dash_dot',
    key: '5',
    mappings: { conll2003: 'MISC', ontonotes: 'NORP', wnut17: 'group' },
  }),
  label({
    id: 'event',
    name: 'Event',
    definition: 'A named war, storm, summit or match.',
    colour: 'event',
    line: 'dashed',
    key: '6',
    mappings: { conll2003: 'MISC', ontonotes: 'EVENT' },
  }),
  label({
    id: 'product',
    name: 'Product',
    definition: 'A named object, vehicle, weapon or program.',
    colour: 'other',
    line: 'dash_dot',
    key: '7',
    mappings: { conll2003: 'MISC', ontonotes: 'PRODUCT', wnut17: 'product' },
  }),
  label({
    id: 'work',
    name: 'Work',
    definition: 'A book, film, song or report by its title; a law or treaty.',
    colour: 'other',
    line: 'dashed',
    key: '8',
    mappings: { conll2003: 'MISC', ontonotes: 'WORK_OF_ART', wnut17: 'creative-work' },
  }),
  label({
    id: 'date',
    name: 'Date',
    definition: 'A date or time, absolute or relative.',
    colour: 'other',
    line: 'dotted',
    key: '9',
    mappings: { ontonotes: 'DATE' },
  }),
  label({
    id: 'other',
    name: 'Other',
    definition: 'Named, and none of the above.',
    colour: 'other',
    line: 'thin',
    key: '0',
    mappings: { conll2003: 'MISC' },
  }),
];

const claimStatuses = [
  label({
    id: 'unverified',
    name: 'Unverified',
    definition: 'Nobody has judged it, or it is being checked.',
    colour: 'unverified',
    line: 'dashed',
    key: '1',
    mappings: { fever: 'NOT ENOUGH INFO', averitec: 'Not Enough Evidence' },
  }),
  label({
    id: 'corroborated',
    name: 'Corroborated',
    definition: 'Two independent origins that support it are recorded.',
    colour: 'corroborated',
    line: 'solid',
    key: '2',
    mappings: { fever: 'SUPPORTS', averitec: 'Supported' },
  }),
  label({
    id: 'confirmed',
    name: 'Confirmed',
    definition: 'Official or primary evidence that supports it is recorded.',
    colour: 'corroborated',
    line: 'double',
    key: '3',
    mappings: { fever: 'SUPPORTS', averitec: 'Supported' },
  }),
  label({
    id: 'disputed',
    name: 'Disputed',
    definition: 'Identified sources contradict each other and nothing settles it.',
    colour: 'disputed',
    line: 'dotted',
    key: '4',
    mappings: { fever: 'NOT ENOUGH INFO', averitec: 'Conflicting Evidence/Cherrypicking' },
  }),
  label({
    id: 'denied',
    name: 'Denied',
    definition: 'The party concerned rejects it; nobody else confirms or refutes it.',
    colour: 'disputed',
    line: 'dashed',
    key: '5',
    mappings: { fever: 'NOT ENOUGH INFO', averitec: 'Not Enough Evidence' },
  }),
  label({
    id: 'false',
    name: 'False',
    definition: 'Recorded evidence shows that it is wrong.',
    colour: 'refuted',
    line: 'double',
    key: '6',
    mappings: { fever: 'REFUTES', averitec: 'Refuted' },
  }),
  label({
    id: 'retracted',
    name: 'Retracted',
    definition: 'Its publisher or source withdrew or corrected it.',
    colour: 'retracted',
    line: 'dash_dot',
    key: '7',
    mappings: { fever: 'REFUTES', averitec: 'Refuted' },
  }),
  label({
    id: 'outdated',
    name: 'Outdated',
    definition: 'It was right; later events overtook it.',
    colour: 'retracted',
    line: 'thin',
    key: '8',
  }),
  label({
    id: 'not_checkable',
    name: 'Not checkable',
    definition: 'An opinion, a prediction or a value judgement.',
    colour: 'unverified',
    line: 'thin',
    key: '9',
  }),
];

const claimTypes = [
  label({
    id: 'event_property',
    name: 'Event or property',
    definition: 'That something happened or is so.',
    colour: 'claim',
    line: 'solid',
  }),
  label({
    id: 'numerical',
    name: 'Numerical',
    definition: 'A number, a rate or a comparison of numbers.',
    colour: 'claim',
    line: 'solid',
  }),
  label({
    id: 'causal',
    name: 'Causal',
    definition: 'That one thing brought about another.',
    colour: 'claim',
    line: 'solid',
  }),
  label({
    id: 'quote',
    name: 'Quotation',
    definition: 'That somebody said something.',
    colour: 'claim',
    line: 'solid',
  }),
  label({
    id: 'position',
    name: 'Position',
    definition: 'That somebody holds or held a position.',
    colour: 'claim',
    line: 'solid',
  }),
  label({
    id: 'prediction',
    name: 'Prediction',
    definition: 'That something will happen.',
    colour: 'claim',
    line: 'solid',
  }),
];

function attribute(
  id: string,
  name: string,
  values: readonly (readonly [string, string])[],
  initial: string | null,
): AttributeDefinition {
  return {
    id,
    name,
    values: values.map(([valueId, text]) => ({ id: valueId, name: text })),
    initial,
  };
}

const sourceKind = attribute(
  'source_kind',
  'Source kind',
  [
    ['named', 'Named'],
    ['described', 'Described'],
    ['unnamed', 'Unnamed'],
    ['collective', 'Collective'],
    ['document', 'Document'],
  ],
  null,
);
const polarity = attribute(
  'polarity',
  'Polarity',
  [
    ['affirmed', 'Affirmed'],
    ['negated', 'Negated'],
  ],
  'affirmed',
);
const level = attribute(
  'level',
  'Mention level',
  [
    ['NAM', 'Name'],
    ['NOM', 'Description'],
    ['PRO', 'Pronoun'],
  ],
  'NAM',
);

/** The codebook that a new project starts with. Ids are stable, the rest may be edited. */
export const defaultCodebook: Codebook = {
  layers: [
    {
      id: 'quotation',
      name: 'Quotation',
      definition: 'An attribution: content, cue and source together.',
      labels: quotationTypes,
      attributes: [sourceKind, polarity],
    },
    {
      id: 'mention',
      name: 'Entity',
      definition: 'A span that refers to a member of the cast.',
      labels: entityTypes,
      attributes: [level],
    },
    {
      id: 'claim',
      name: 'Claim',
      definition: 'A statement that can be checked, where it occurs.',
      labels: [],
      attributes: [],
    },
  ],
  claimStatuses,
  claimTypes,
  settings: {},
};
