import { useMemo, type CSSProperties } from 'react';
import { findLabel } from '../../../../shared/codebook/codebook.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { inTextOrder } from '../marks/mark-order.ts';
import { buildCastRows, nextOf, type CastRow } from './cast-rows.ts';
import styles from './Dock.module.css';

/** The cast of the open article. */
export function useCastRows(): readonly CastRow[] {
  const annotations = useSession((state) => state.article?.annotations);
  const entities = useSession((state) => state.entities);
  return useMemo(
    () => (annotations ? buildCastRows(inTextOrder(annotations), entities) : []),
    [annotations, entities],
  );
}

function countWords({ mentions, quotations }: CastRow): string {
  return [
    mentions > 0 && `${mentions} ${mentions === 1 ? 'mention' : 'mentions'}`,
    quotations > 0 && `${quotations} ${quotations === 1 ? 'quotation' : 'quotations'}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** The article's cast: a press on one selects its next mark. Mentions that are not linked stand at the end. */
export function Cast({ rows }: { readonly rows: readonly CastRow[] }) {
  const { commands } = useWorkspace();
  const loose = rows.filter(({ isLinked }) => !isLinked);
  const linked = rows.filter(({ isLinked }) => isLinked);
  if (rows.length === 0) {
    return (
      <p className={styles.empty}>
        Nobody is marked yet. {commands.keyOf('annotate.entity')} marks the name at the caret.
      </p>
    );
  }
  return (
    <div className={styles.body}>
      <ul className={styles.grid} aria-label="Cast of the article">
        {linked.map((row) => (
          <CastEntry key={row.key} row={row} />
        ))}
      </ul>
      {loose.length > 0 && (
        <>
          <h3 className={styles.group}>Not linked to the cast</h3>
          <ul className={styles.grid} aria-label="Not linked to the cast">
            {loose.map((row) => (
              <CastEntry key={row.key} row={row} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function CastEntry({ row }: { readonly row: CastRow }) {
  const { actions } = useAnnotate();
  const selectedId = useAnnotateState((state) => state.selectedId);
  const label = useSession(({ project }) =>
    project && row.type !== null ? findLabel(project.codebook, 'mention', row.type) : null,
  );
  const colour = label?.colour ?? 'other';
  const line = colour.startsWith('#') ? colour : `var(--${colour})`;
  const type = label?.name ?? 'No type';
  return (
    <li>
      <button
        type="button"
        className={styles.entry}
        aria-current={(selectedId !== null && row.marks.includes(selectedId)) || undefined}
        title={`${row.name}: ${countWords(row)}. Go to the next one.`}
        onClick={() => {
          const next = nextOf(row.marks, selectedId);
          if (next !== null) actions.select(next, { reveal: true });
        }}
      >
        <span className="visually-hidden">{`${row.name}, ${type}, ${countWords(row)}${row.isLinked ? '' : ', not linked'}`}</span>
        <span
          aria-hidden
          className={styles.sign}
          data-line={label?.line ?? 'thin'}
          style={{ '--line': line } as CSSProperties}
        >
          {type.slice(0, 1)}
        </span>
        <bdi aria-hidden className={styles.name}>
          {row.name}
        </bdi>
        <span aria-hidden className={styles.counts}>
          {row.mentions > 0 && <span>{row.mentions}</span>}
          {row.quotations > 0 && <span>“{row.quotations}”</span>}
        </span>
      </button>
    </li>
  );
}
