import { findLabel, findLayer } from '../../../../shared/codebook/codebook.ts';
import type { Id } from '../../../../shared/records/records.ts';
import type { Workspace } from '../../../app/workspace.ts';
import type { Call } from '../../../state/in-flight.ts';
import type { AnnotateTools } from '../annotate-context.ts';
import { isOwn } from '../marks/mark-base.ts';
import { contextOf, exactOf, findMentionTarget } from '../marks/reading.ts';
import { guessEntityType } from '../pickers/entity-type.ts';
import { levelOf } from '../pickers/mention-level.ts';
import { findByName } from '../pickers/names.ts';
import {
  listMarksInside,
  listOccurrences,
  listRepeats,
  toCopyingCalls,
  toMarkingCalls,
  type Occurrence,
  type Template,
} from './occurrences.ts';
import { OccurrencesDialog } from './OccurrencesDialog.tsx';

interface Parts extends AnnotateTools {
  readonly workspace: Workspace;
}

/** What is looked for: the selected mark again, or the selection or name at the caret as an entity; null when there is neither. */
function findPattern({ actions, store, workspace }: Parts) {
  const reading = actions.getReading();
  const article = actions.getArticle();
  const own = store.getState().span ? null : actions.selected();
  if (!reading || !article) return null;
  if (own) {
    const words = own.segments.filter(isOwn);
    return words.length === 1 && words[0] ? { words: words[0].exact, template: own } : null;
  }
  const target = actions.targetOf(findMentionTarget);
  if (!target) return null;
  const words = exactOf(reading, target);
  const entity = findByName(workspace.session.store.getState().entities.values(), words);
  const template: Template = {
    articleId: article.article.id,
    layer: 'mention',
    label: entity?.type ?? guessEntityType(words, contextOf(reading, target)),
    entityId: entity?.id ?? null,
    speakerId: null,
    claimId: null,
  };
  return { words, template };
}

/** `Person, Ana Ruiz` */
function describe({ session }: Workspace, { layer, label, entityId, speakerId }: Template): string {
  const { project, entities } = session.store.getState();
  const codebook = project?.codebook;
  const kind =
    codebook &&
    (label === null ? findLayer(codebook, layer)?.name : findLabel(codebook, layer, label)?.name);
  const name = entities.get(entityId ?? speakerId ?? '')?.name;
  return [kind, name].filter(Boolean).join(', ');
}

/** The new mark nearest to the caret: what is done next is done to it. */
function findNearest(calls: readonly Call[], caret: number): Id | null {
  const made = calls.flatMap(({ name, input }) => (name === 'annotation.create' ? [input] : []));
  const distance = ({ segments }: (typeof made)[number]) =>
    Math.min(...segments.map(({ start, end }) => Math.max(start - caret, caret - end, 0)));
  const [nearest] = made.toSorted((left, right) => distance(left) - distance(right));
  return nearest?.id ?? null;
}

function store(parts: Parts, label: string, calls: readonly Call[]): void {
  if (calls.length === 0) return;
  parts.actions.send(parts.workspace.session.runBatch(label, calls));
  const made = calls.filter(({ name }) => name === 'annotation.create').length;
  const changed = calls.length - made;
  const counts = [
    made > 0 ? `${made} ${made === 1 ? 'mark' : 'marks'} made` : '',
    changed > 0 ? `${changed} changed` : '',
  ];
  parts.workspace.offerUndo(counts.filter(Boolean).join(', '));
}

/** Ask which other places of the same words to mark alike, and mark them as one step. */
export async function openOccurrences(parts: Parts): Promise<void> {
  const { actions, reader, workspace } = parts;
  const pattern = findPattern(parts);
  const reading = actions.getReading();
  if (!pattern || !reading) {
    return workspace.announce('Select words, or a mark in one piece, or put the caret in a name.');
  }
  const { words, template } = pattern;
  const marks = actions.ordered();
  const { articleId, layer, label, entityId, speakerId, claimId } = template;
  const bareTemplate = { articleId, layer, label, entityId, speakerId, claimId };
  const kind = describe(workspace, template);
  const chosen = await workspace.dialogs.open<readonly Occurrence[]>((close) => (
    <OccurrencesDialog
      title="Mark all occurrences"
      intro={`Each ticked place of “${words.replace(/\s+/gu, ' ')}” is marked: ${kind}.`}
      // A name is looked for as it is written: “may” is not “May”.
      initial={{ wholeWord: true, matchCase: /\p{Lu}/u.test(words) }}
      list={(sameness) => listOccurrences(reading, marks, { words, layer, sameness })}
      markedHint="Ticked, it gets this label and link."
      onMark={close}
      onClose={() => close()}
    />
  ));
  if (chosen) {
    const { project } = workspace.session.store.getState();
    const attributes = layer === 'mention' ? levelOf(project?.codebook, words) : {};
    const { span, caret } = parts.store.getState();
    const calls = toMarkingCalls(chosen, bareTemplate, () => workspace.session.newId()).map(
      (call) =>
        call.name === 'annotation.create' && Object.keys(attributes).length > 0
          ? { ...call, input: { ...call.input, attributes } }
          : call,
    );
    store(parts, `Mark ${chosen.length} occurrences`, calls);
    const made = span && findNearest(calls, caret);
    if (made) actions.select(made);
  }
  reader()?.focus();
}

/** Ask to which repeats of the selected passage its marks are copied, and copy them as one step. */
export async function openRepeats(parts: Parts): Promise<void> {
  const { actions, reader, workspace } = parts;
  const { span } = parts.store.getState();
  const reading = actions.getReading();
  const marks = actions.ordered();
  const count = span ? listMarksInside(marks, span).length : 0;
  if (!span || !reading || count === 0) {
    return workspace.announce('Select a passage with the marks that are to be copied.');
  }
  const repeats = listRepeats(reading, marks, span);
  if (repeats.length === 0) return workspace.announce('This passage stands nowhere else here.');
  const chosen = await workspace.dialogs.open<readonly Occurrence[]>((close) => (
    <OccurrencesDialog
      title="Copy marks to repeated passages"
      intro={`${count} ${count === 1 ? 'mark' : 'marks'} of the selected passage, with labels and links, to each ticked place.`}
      initial={null}
      list={() => repeats}
      markedHint="Nothing is added there."
      onMark={close}
      onClose={() => close()}
    />
  ));
  if (chosen) {
    const calls = toCopyingCalls(chosen, marks, span, () => workspace.session.newId());
    store(parts, 'Copy marks', calls);
  }
  reader()?.focus();
}
