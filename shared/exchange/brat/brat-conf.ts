import type { Codebook } from '../../codebook/codebook.ts';
import type { DatasetHead } from '../../formats/dataset.ts';
import { encodeAttribute, encodeType, encodeValue, toPlainLine } from './brat-names.ts';

/** Colours of brat's boxes by layer; the last is that of other layers. */
const colours: Readonly<Record<string, string>> = {
  quotation: '#dbe7ff',
  mention: '#dff3e4',
  claim: '#fdeccf',
  '': '#eeeeee',
};

/** `annotation.conf`: which types and attributes the annotation files may have. */
export function writeAnnotationConf({ codebook, annotators }: DatasetHead): string {
  const { layers, claimStatuses } = codebook.codebook;
  const quotations = typesOf(codebook.codebook, (layer) => layer === 'quotation');
  const others = typesOf(codebook.codebook, (layer) => layer !== 'quotation');
  const roles = 'Source*:Source, Cue*:Cue, Addressee*:Addressee';
  const attributes = new Map(
    layers.flatMap((layer) => layer.attributes).map(({ id, values }) => [id, values] as const),
  );
  return [
    '[entities]',
    ...others.map(({ type }) => type),
    'Source',
    'Cue',
    'Addressee',
    '',
    '[relations]',
    '',
    '[events]',
    ...quotations.map(({ type }) => `${type}\t${roles}`),
    '',
    '[attributes]',
    'Id\tArg:<ANY>',
    'Segments\tArg:<ANY>',
    'Doubt\tArg:<ANY>',
    'State\tArg:<ANY>, Value:suggested|rejected',
    attributeLine(
      'Annotator',
      annotators.map(({ name }) => name),
    ),
    attributeLine(
      'Status',
      claimStatuses.map(({ id }) => id),
    ),
    'Entity\tArg:<ANY>',
    'Note\tArg:<ANY>',
    'Claim\tArg:<ANY>',
    ...[...attributes].map(([id, values]) =>
      attributeLine(
        encodeAttribute(id),
        values.map((value) => value.id),
      ),
    ),
    '',
  ].join('\n');
}

/** `visual.conf`: names and colours of the types. */
export function writeVisualConf({ codebook }: DatasetHead): string {
  const types = typesOf(codebook.codebook, () => true);
  return [
    '[labels]',
    ...types.map(({ type, name }) => `${type} | ${name}`),
    '',
    '[drawing]',
    'SPAN_DEFAULT\tfgColor:black, bgColor:#eeeeee, borderColor:darken',
    'ARC_DEFAULT\tcolor:black, arrowHead:triangle-5',
    'ATTRIBUTE_DEFAULT\tglyph:*',
    ...types.map(({ type, layer }) => `${type}\tbgColor:${colours[layer] ?? colours['']}`),
    '',
  ].join('\n');
}

/** The types that marks of some layers may have: one a label, and one without. */
function typesOf(codebook: Codebook, isWanted: (layerId: string) => boolean) {
  return codebook.layers
    .filter(({ id }) => isWanted(id))
    .flatMap(({ id, name, labels }) => [
      { type: encodeType(id, null), name: toName(name), layer: id },
      ...labels.map((label) => {
        return { type: encodeType(id, label.id), name: toName(label.name), layer: id };
      }),
    ]);
}

function toName(name: string): string {
  return toPlainLine(name.replaceAll('|', ' ')) || '-';
}

function attributeLine(name: string, values: readonly string[]): string {
  const words = values.map(encodeValue).filter((word) => !/[|,]/.test(word));
  return `${name}\tArg:<ANY>${words.length === 0 ? '' : `, Value:${words.join('|')}`}`;
}
