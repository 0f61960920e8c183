import { useEffect, useRef, useState } from 'react';
import type { Id } from '../../../shared/records/records.ts';
import type { RichDocument } from '../../../shared/text/document.ts';
import type { Span } from '../../../shared/text/offsets.ts';
import { ReaderView } from '../../editor/ReaderView.tsx';
import type { MarkView, ReaderHandle } from '../../editor/types.ts';
import type { OpenArticle } from '../../state/apply-changes.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatCount } from '../../ui/format.ts';
import styles from './correct.module.css';
import {
  initialDecision,
  ownSegments,
  placeOn,
  segmentsFor,
  wordsOf,
  type Decision,
  type Report,
  type ReportItem,
} from './report.ts';

const layerNames: Readonly<Record<string, string>> = {
  quotation: 'Quotation',
  mention: 'Entity',
  claim: 'Claim',
};
const colours: Readonly<Record<string, string>> = { quotation: 'quote', claim: 'claim' };

/** A mark as the preview draws it: only where it would stand. */
function toMarkView(item: ReportItem, decision: Decision): MarkView | null {
  const segments = segmentsFor(item, decision);
  if (ownSegments(segments).length === 0) return null;
  const { id, layer } = item.annotation;
  return {
    id,
    kind: layer,
    label: null,
    lineStyle: 'solid',
    colour: colours[layer] ?? 'other',
    state: 'accepted',
    doubt: false,
    segments,
    chip: null,
    status: null,
    description: layerNames[layer] ?? layer,
  };
}

/** What the new text does to the marks, each with a decision, beside the new text. */
export function ReportStep(props: {
  readonly article: OpenArticle;
  readonly document: RichDocument;
  readonly report: Report;
  /** False when the new text is the present one. */
  readonly isChanged: boolean;
  readonly decisions: ReadonlyMap<Id, Decision>;
  readonly onDecide: (id: Id, decision: Decision) => void;
}) {
  const { report, decisions, onDecide } = props;
  const [shownId, setShownId] = useState<Id | null>(report.items[0]?.annotation.id ?? null);
  const [span, setSpan] = useState<Span | null>(null);
  const decisionOf = (item: ReportItem) =>
    decisions.get(item.annotation.id) ?? initialDecision(item);
  const shown = report.items.find(({ annotation }) => annotation.id === shownId) ?? null;
  return (
    <div className={styles.columns}>
      <div className={styles.list} role="group" aria-label="Marks to decide">
        <p className={styles.summary}>{summarise(report, props.isChanged)}</p>
        {report.items.map((item) => (
          <ReportRow
            key={item.annotation.id}
            item={item}
            decision={decisionOf(item)}
            isShown={item.annotation.id === shownId}
            span={span}
            onShow={() => setShownId(item.annotation.id)}
            onDecide={(decision) => onDecide(item.annotation.id, decision)}
            onPlace={(chosen) => onDecide(item.annotation.id, placeOn(item, report.text, chosen))}
          />
        ))}
      </div>
      <Preview
        article={props.article}
        document={props.document}
        item={shown}
        mark={shown && toMarkView(shown, decisionOf(shown))}
        onSelect={setSpan}
      />
    </div>
  );
}

function summarise(report: Report, isChanged: boolean): string {
  if (!isChanged) return 'The text is the same: there is nothing to apply.';
  const changed = report.items.filter(({ kind }) => kind === 'changed').length;
  const lost = report.items.length - changed;
  const parts = [`${formatCount(report.untouched, 'mark')} untouched`];
  if (changed > 0) parts.push(`${changed} changed`);
  if (lost > 0) parts.push(`${lost} without words`);
  return `${parts.join(', ')}.`;
}

function ReportRow(props: {
  readonly item: ReportItem;
  readonly decision: Decision;
  readonly isShown: boolean;
  /** Selected text of the preview. */
  readonly span: Span | null;
  readonly onShow: () => void;
  readonly onDecide: (decision: Decision) => void;
  readonly onPlace: (span: Span) => void;
}) {
  const { item, decision, span } = props;
  const { annotation, kind, carried, found } = item;
  const isPlaced = typeof decision !== 'string';
  const choices: readonly (readonly [string, Decision, boolean])[] = [
    ...(kind === 'changed' ? [['Keep', 'keep' as const, decision === 'keep'] as const] : []),
    ...(found ? [['On the same words, found again', found, decision === found] as const] : []),
    ...(isPlaced && decision !== found ? [['On the selected text', decision, true] as const] : []),
    ['Leave unplaced', 'unplaced', decision === 'unplaced'],
    ['Delete', 'delete', decision === 'delete'],
  ];
  const next = wordsOf(segmentsFor(item, decision)) || (kind === 'changed' && wordsOf(carried));
  return (
    <fieldset
      className={cx(styles.row, props.isShown && styles.shown)}
      onFocus={props.onShow}
      onClick={props.onShow}
    >
      <legend className={styles.what}>
        {layerNames[annotation.layer] ?? annotation.layer}
        <span className={styles.kind}>{kind === 'changed' ? '~ changed' : '✕ lost its words'}</span>
      </legend>
      <del className={styles.old}>
        <bdi>{wordsOf(annotation.segments)}</bdi>
      </del>
      {next && (
        <ins className={styles.new}>
          <bdi>{next}</bdi>
        </ins>
      )}
      <div className={styles.choices}>
        {choices.map(([label, value, isChosen]) => (
          <label key={label} className={styles.choice}>
            <input
              type="radio"
              name={`decide-${annotation.id}`}
              checked={isChosen}
              onChange={() => props.onDecide(value)}
            />
            {label}
          </label>
        ))}
        <Button
          size="small"
          isDisabled={span === null}
          onPress={() => {
            props.onShow();
            if (span) props.onPlace(span);
          }}
        >
          Place on selection
        </Button>
      </div>
    </fieldset>
  );
}

/** The new text, to see where a mark would stand and to select another place for it. */
function Preview(props: {
  readonly article: OpenArticle;
  readonly document: RichDocument;
  /** The mark that is looked at. */
  readonly item: ReportItem | null;
  /** As it would be drawn; null when it would not be. */
  readonly mark: MarkView | null;
  readonly onSelect: (span: Span | null) => void;
}) {
  const { article, document, item, mark, onSelect } = props;
  const [reader, setReader] = useState<ReaderHandle | null>(null);
  const lastId = useRef<Id | null>(null);
  const { language } = article.article;
  useEffect(() => {
    reader?.setArticle({ document, language, direction: 'auto' });
  }, [reader, document, language]);
  useEffect(() => {
    reader?.setMarks(mark ? [mark] : []);
    // Only when another mark is looked at: a person who selects text there must not be scrolled away.
    if (!reader || !item || lastId.current === item.annotation.id) return;
    lastId.current = item.annotation.id;
    reader.reveal(mark?.segments[0] ?? { start: item.near, end: item.near });
  }, [reader, mark, item, document]);
  return (
    <section className={styles.preview} aria-label="The new text">
      <p className={styles.hint}>Select text here to place a mark on it.</p>
      <div className={styles.reader} data-key-context="edit">
        <ReaderView
          options={{
            label: 'New text, locked',
            onSelectionChange: (selection) => onSelect(selection.span),
          }}
          onReader={setReader}
        />
      </div>
    </section>
  );
}
