import { Fragment, useEffect, useRef, useState, type ReactNode } from 'react';
import type { DiffPart } from '../../../shared/anchoring/diff.ts';
import { IconButton } from '../../ui/Button.tsx';
import { IconArrowDown, IconArrowUp } from '../../ui/icons.ts';
import styles from './correct.module.css';

const partTags = { same: 'span', deleted: 'del', inserted: 'ins' } as const;
const signs = { same: '', deleted: '−', inserted: '+' } as const;

/** Numbers of the parts at which a change begins: what goes and what comes in its place are one. */
function listChangeStarts(parts: readonly DiffPart[]): readonly number[] {
  return parts.flatMap(({ kind }, index) => {
    const before = parts[index - 1];
    return kind !== 'same' && (!before || before.kind === 'same') ? [index] : [];
  });
}

/**
 * The text of one version, from its first change on; buttons lead from change to change.
 *
 * @param props.parts Empty while the text is fetched.
 * @param props.isDiff Whether the parts tell what changed.
 */
export function VersionText(props: {
  readonly parts: readonly DiffPart[];
  readonly isDiff: boolean;
  readonly tools: ReactNode;
}) {
  const { parts, isDiff, tools } = props;
  const text = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const starts = isDiff ? listChangeStarts(parts) : [];
  const shown = starts[current];
  useEffect(() => {
    if (shown === undefined) return;
    text.current?.querySelector(`[data-part='${shown}']`)?.scrollIntoView({ block: 'center' });
  }, [shown]);
  return (
    <section className={styles.preview} aria-label="Text of the version">
      <div className={styles.hint}>
        {tools}
        {isDiff && parts.length > 0 && starts.length === 0 && <span>The words are the same.</span>}
        {starts.length > 0 && (
          <span className={styles.changes}>
            <output>{`Change ${current + 1} of ${starts.length}`}</output>
            <IconButton
              icon={IconArrowUp}
              label="Previous change"
              isDisabled={current === 0}
              onPress={() => setCurrent(current - 1)}
            />
            <IconButton
              icon={IconArrowDown}
              label="Next change"
              isDisabled={current === starts.length - 1}
              onPress={() => setCurrent(current + 1)}
            />
          </span>
        )}
      </div>
      <div
        ref={text}
        className={styles.text}
        role="region"
        aria-label="Text"
        dir="auto"
        // It scrolls: the keys must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as the comment above says
        tabIndex={0}
      >
        {parts.map(({ kind, text: words }, index) => {
          const Tag = partTags[kind];
          return (
            <Tag key={index} className={styles[kind]} data-part={index}>
              {signs[kind] && <span className={styles.sign}>{signs[kind]}</span>}
              <Paragraphs text={words} />
            </Tag>
          );
        })}
      </div>
    </section>
  );
}

/** Text with room between its paragraphs. */
function Paragraphs({ text }: { readonly text: string }) {
  return text.split('\n').map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <span className={styles.gap} />}
      {line}
    </Fragment>
  ));
}
