import type { ChannelParsed } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type { ImportFile, ImportPage } from '../../shared/contract/import-views.ts';
import { Refusal } from '../../shared/util/result.ts';
import { withPreview, type Proposal } from './import-proposal.ts';
import type { ChosenProposal } from './import-store.ts';

/** Items that a list has with the beginning of their text. */
const maxPreviews = 100;

/** Which part of a session is listed. */
export type PageInput = Omit<ChannelParsed<EngineContract['import.items']>, 'sessionId'>;
/** What of a session comes in. */
export type ChoiceInput = Omit<ChannelParsed<EngineContract['import.commit']>, 'sessionId'>;

/** What a session lists. */
export interface Listed {
  /** Files by their key. */
  readonly files: ReadonlyMap<string, { readonly file: ImportFile }>;
  readonly proposals: ReadonlyMap<string, Proposal>;
}

/** A part of the items of a session, or of one file of it. */
export function listPage(session: Listed, { fileKey, offset, limit }: PageInput): ImportPage {
  const all = [...session.proposals.values()];
  const asked = fileKey === null ? all : all.filter(({ item }) => item.fileKey === fileKey);
  const shown = asked.slice(offset, offset + limit);
  const items = shown.map((proposal) =>
    asked.length > maxPreviews ? { ...proposal.item, dropped: [] } : withPreview(proposal),
  );
  const files = [...new Set(items.map((item) => item.fileKey))].flatMap((key) => {
    const file = session.files.get(key)?.file;
    const isOne = file?.table === null && session.proposals.has(key);
    return file && !(isOne && asked.length > maxPreviews) ? [file] : [];
  });
  return { files, items, itemCount: asked.length };
}

/** Proposals that come in, with what the person made of them. */
export function choose(
  proposals: ReadonlyMap<string, Proposal>,
  { items, rest, files, without }: ChoiceInput,
): ChosenProposal[] {
  const find = (key: string): Proposal => {
    const proposal = proposals.get(key);
    if (!proposal) throw new Refusal('bad_input', `The import has no item ${key}.`);
    return proposal;
  };
  if (rest === 'drop') return items.map((item) => ({ item, proposal: find(item.key) }));
  const named = new Map(items.map((item) => [item.key, { item, proposal: find(item.key) }]));
  const out = new Set(without);
  const ofFiles = new Map(Object.entries(files));
  return [...proposals].flatMap(([key, proposal]): ChosenProposal[] => {
    const chosen = named.get(key);
    if (chosen) return [chosen];
    const { item } = proposal;
    const isTaken = ofFiles.get(item.fileKey) ?? item.duplicateOf === null;
    if (out.has(key) || item.kind === 'refused' || !isTaken) return [];
    const { title, byline, publisher, url, published, language, tags } = item;
    const details = { title, byline, publisher, url, published, language, tags: [...tags] };
    return [{ item: { key, ...details, versionOf: null }, proposal }];
  });
}
