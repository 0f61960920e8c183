import { findLabel, type Codebook } from '../../codebook/codebook.ts';
import type { JsonObject, JsonValue } from '../../util/json.ts';
import type { AnnotatedArticle } from '../core/annotated-article.ts';
import { objectOf } from '../core/source-text.ts';
import { joinLabel } from '../core/span-graph.ts';
import { createLabelGuess, readRole, type LabelTarget } from './label-map.ts';

/** A label as the marks of a file use it. */
export interface UsedLabel {
  /** As it stands there; empty for marks without one. */
  readonly name: string;
  /** Marks that have it. */
  readonly count: number;
  /** The words of the first of them, cut. */
  readonly example: string;
  /** What it is here, as far as can be guessed; null when it is nothing that the codebook has. */
  readonly target: LabelTarget | null;
}

/** Longest example, in code points. */
const exampleLength = 60;

/** Names that other schemes have for labels of the default codebook, in lower case without anything but letters. */
const usualNames: Readonly<Record<string, string>> = {
  per: 'mention.person', pers: 'mention.person', people: 'mention.person', human: 'mention.person', actor: 'mention.person',
  org: 'mention.organisation', organization: 'mention.organisation', company: 'mention.organisation', corporation: 'mention.organisation',
  institution: 'mention.organisation', party: 'mention.organisation',
  loc: 'mention.place', location: 'mention.place', gpe: 'mention.place', country: 'mention.place', city: 'mention.place',
  fac: 'mention.location', facility: 'mention.location',
  norp: 'mention.group', nationality: 'mention.group', religion: 'mention.group',
  misc: 'mention.other', miscellaneous: 'mention.other', entity: 'mention.other', time: 'mention.date', datetime: 'mention.date',
  workofart: 'mention.work', creativework: 'mention.work', law: 'mention.work', title: 'mention.work',
  quote: 'quotation.direct', directquote: 'quotation.direct', quotedirect: 'quotation.direct', directspeech: 'quotation.direct',
  indirectquote: 'quotation.indirect', quoteindirect: 'quotation.indirect', indirectspeech: 'quotation.indirect',
  reportedspeech: 'quotation.indirect', mixedquote: 'quotation.mixed', quotemixed: 'quotation.mixed',
  content: 'quotation', quotecontent: 'quotation', speech: 'quotation',
  source: 'quotation:source', speaker: 'quotation:source', quotesource: 'quotation:source', quotespeaker: 'quotation:source',
  cue: 'quotation:cue', cueverb: 'quotation:cue', quoteverb: 'quotation:cue', reportingverb: 'quotation:cue',
  addressee: 'quotation:addressee',
  statement: 'claim', factualclaim: 'claim', checkworthy: 'claim',
}; // prettier-ignore

/** Labels that articles of a file use, the most used first, with what each of them is likely to be here. */
export function listUsedLabels(
  articles: readonly AnnotatedArticle[],
  codebook: Codebook,
): UsedLabel[] {
  const guess = createLabelGuess(codebook);
  const used = new Map<string, UsedLabel>();
  for (const mark of articles.flatMap(({ marks }) => marks)) {
    const name = joinLabel(mark);
    const known = used.get(name);
    if (known) {
      used.set(name, { ...known, count: known.count + 1 });
      continue;
    }
    const words = [...(mark.segments[0]?.exact ?? '').replace(/\s+/g, ' ')];
    const example =
      words.length > exampleLength ? `${words.slice(0, exampleLength).join('')}…` : words.join('');
    const target = guess(mark) ?? findUsual(name, codebook);
    used.set(name, { name, count: 1, example, target });
  }
  const all = [...used.values()].sort((left, right) => right.count - left.count);
  const hasQuotations = all.some(({ target }) => target?.layer === 'quotation' && !target.role);
  // Parts of quotations need some to belong to; elsewhere a speaker is something else.
  return hasQuotations
    ? all
    : all.map((label) => (label.target?.role ? { ...label, target: null } : label));
}

function findUsual(name: string, codebook: Codebook): LabelTarget | null {
  const plain = name.toLowerCase().replace(/[^a-z]/g, '');
  const usual = Object.hasOwn(usualNames, plain) ? usualNames[plain] : undefined;
  if (usual === undefined) return null;
  const role = readRole(usual);
  if (role !== null) return { layer: 'quotation', label: null, role };
  const [layer = '', label = null] = usual.split('.');
  if (label === null)
    return codebook.layers.some(({ id }) => id === layer) ? { layer, label } : null;
  return findLabel(codebook, layer, label) ? { layer, label } : null;
}

/** An entry of a label map that adds the label of a file to a layer under its own name. */
export function buildAddedEntry(layer: string, name: string): JsonObject {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return { layer, label: id || 'label', name: name || 'Label', add: true };
}

/** Key of the project's settings under which it is kept what labels of files are. */
export const labelMapSetting = 'import_labels';

/** What labels of files were said to be before, see `parseLabelMap`; empty when nothing was. */
export function readLabelMap(settings: Readonly<Record<string, JsonValue>>): JsonObject {
  return objectOf(settings[labelMapSetting]) ?? {};
}
