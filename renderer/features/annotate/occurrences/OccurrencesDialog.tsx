import { useMemo, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { Occurrence, Sameness } from './occurrences.ts';
import styles from './OccurrencesDialog.module.css';

interface OccurrencesDialogProps {
  readonly title: string;
  /** What will be done to what is ticked: `Person, Ana Ruiz`. */
  readonly intro: string;
  /** The places to tick; must be pure. */
  readonly list: (sameness: Sameness) => readonly Occurrence[];
  /** How words are compared at first; null where the person has no say in it. */
  readonly initial: Sameness | null;
  /** What ticking a place that is marked already does: `Change its label and link`. */
  readonly markedHint: string;
  readonly onMark: (chosen: readonly Occurrence[]) => void;
  readonly onClose: () => void;
}

const exactly: Sameness = { matchCase: true, wholeWord: false };
/** More rows than anybody reads would only make the dialog slow; what is not listed is ticked. */
const maxRows = 500;

/** Every place where some words stand, in its context, to be ticked and marked as one step. */
export function OccurrencesDialog(props: OccurrencesDialogProps) {
  const { title, intro, list, initial, markedHint, onMark, onClose } = props;
  const [sameness, setSameness] = useState(initial ?? exactly);
  const [skipMarked, setSkipMarked] = useState(true);
  const [unticked, setUnticked] = useState<ReadonlySet<number>>(new Set());
  const all = useMemo(() => list(sameness), [list, sameness]);
  const marked = all.filter((each) => each.marked !== null).length;
  const offered = skipMarked ? all.filter((each) => each.marked === null) : all;
  const chosen = offered.filter(({ span }) => !unticked.has(span.start));
  const toggle = (start: number, isTicked: boolean) => {
    const next = new Set(unticked);
    if (isTicked) next.delete(start);
    else next.add(start);
    setUnticked(next);
  };
  const options: readonly (readonly [string, keyof Sameness])[] = [
    ['Whole words only', 'wholeWord'],
    ['Match case', 'matchCase'],
  ];
  return (
    <Dialog
      title={title}
      width={720}
      onClose={onClose}
      status={`${chosen.length} of ${offered.length} chosen${marked > 0 && skipMarked ? `, ${marked} marked already` : ''}`}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            tone="primary"
            autoFocus
            isDisabled={chosen.length === 0}
            onPress={() => onMark(chosen)}
          >
            {chosen.length === 1 ? 'Mark 1 place' : `Mark ${chosen.length} places`}
          </Button>
        </>
      }
    >
      <p className={styles.intro}>{intro}</p>
      <div className={styles.options}>
        {initial !== null &&
          options.map(([name, key]) => (
            <Checkbox
              key={key}
              isSelected={sameness[key]}
              onChange={(isOn) => setSameness({ ...sameness, [key]: isOn })}
            >
              {name}
            </Checkbox>
          ))}
        <Checkbox isSelected={skipMarked} onChange={setSkipMarked}>
          Skip what is marked already
        </Checkbox>
      </div>
      {offered.length === 0 ? (
        <p className={styles.none}>
          {marked > 0 ? 'Every place is marked already.' : 'These words stand nowhere else here.'}
        </p>
      ) : (
        <>
          <Checkbox
            className={styles.all}
            isSelected={chosen.length === offered.length}
            onChange={(isOn) =>
              setUnticked(new Set(isOn ? [] : offered.map(({ span }) => span.start)))
            }
          >
            All places
          </Checkbox>
          <ul className={styles.list} aria-label="Places">
            {offered.slice(0, maxRows).map((occurrence) => (
              <li key={occurrence.span.start} className={styles.row}>
                <Checkbox
                  className={styles.tick}
                  isSelected={!unticked.has(occurrence.span.start)}
                  onChange={(isTicked) => toggle(occurrence.span.start, isTicked)}
                >
                  <Context occurrence={occurrence} />
                  {occurrence.marked && (
                    <span className={styles.marked}>Marked already. {markedHint}</span>
                  )}
                </Checkbox>
              </li>
            ))}
          </ul>
          {offered.length > maxRows && (
            <p className={styles.none}>
              {offered.length - maxRows} more places are not listed and will be marked too, unless
              all are unticked.
            </p>
          )}
        </>
      )}
    </Dialog>
  );
}

function Context({ occurrence }: { readonly occurrence: Occurrence }) {
  return (
    <span className={styles.context} dir="auto">
      <span className={styles.before}>{occurrence.before}</span>
      <mark className={styles.hit}>{occurrence.exact}</mark>
      <span className={styles.after}>{occurrence.after}</span>
    </span>
  );
}
