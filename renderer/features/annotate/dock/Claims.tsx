import { useMemo } from 'react';
import type { ClaimView } from '../../../../shared/contract/views.ts';
import type { Id } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { inTextOrder } from '../marks/mark-order.ts';
import { findStatus, statusIcon } from '../marks/mark-views.ts';
import { ownText } from '../outline/outline-rows.ts';
import { nextOf } from './cast-rows.ts';
import styles from './Dock.module.css';

/** A claim of the article with its marks there, in the order of the text. */
export interface ClaimRow {
  readonly key: Id;
  readonly text: string;
  /** null for a mark that is not linked to a claim. */
  readonly view: ClaimView | null;
  readonly marks: readonly Id[];
}

/** The claims of the open article, in the order of the text. */
export function useClaimRows(): readonly ClaimRow[] {
  const annotations = useSession((state) => state.article?.annotations);
  const claims = useSession((state) => state.claims);
  return useMemo(() => {
    const rows = new Map<Id, ClaimRow>();
    for (const mark of annotations ? inTextOrder(annotations) : []) {
      if (mark.layer !== 'claim' || mark.state === 'rejected') continue;
      const view = mark.claimId === null ? null : (claims.get(mark.claimId) ?? null);
      const key = mark.claimId ?? mark.id;
      const text = view?.claim.statement || ownText(mark);
      rows.set(key, { key, text, view, marks: [...(rows.get(key)?.marks ?? []), mark.id] });
    }
    return [...rows.values()];
  }, [annotations, claims]);
}

/** The article's claims with status and evidence: a press on one selects its next mark. */
export function Claims({ rows }: { readonly rows: readonly ClaimRow[] }) {
  const { commands } = useWorkspace();
  if (rows.length === 0) {
    return (
      <p className={styles.empty}>
        No claims yet. {commands.keyOf('annotate.claim')} marks the sentence at the caret.
      </p>
    );
  }
  return (
    <ul className={styles.list} aria-label="Claims of the article">
      {rows.map((row) => (
        <ClaimEntry key={row.key} row={row} />
      ))}
    </ul>
  );
}

function ClaimEntry({ row }: { readonly row: ClaimRow }) {
  const { actions } = useAnnotate();
  const selectedId = useAnnotateState((state) => state.selectedId);
  const codebook = useSession((state) => state.project?.codebook);
  const id = row.view?.status ?? 'unverified';
  const status = (codebook && findStatus(codebook, id)?.name) ?? id;
  const count = row.view?.evidence.length ?? 0;
  const evidence = count === 0 ? 'no evidence' : `${count} evidence`;
  return (
    <li>
      <button
        type="button"
        className={styles.entry}
        aria-current={(selectedId !== null && row.marks.includes(selectedId)) || undefined}
        title={row.text}
        onClick={() => {
          const next = nextOf(row.marks, selectedId);
          if (next !== null) actions.select(next, { reveal: true });
        }}
      >
        <span className="visually-hidden">{`${row.text}, ${status}, ${evidence}`}</span>
        <span className={styles.status} aria-hidden>
          {statusIcon(id)}
        </span>
        <bdi aria-hidden className={styles.name}>
          {row.text}
        </bdi>
        <span aria-hidden className={styles.counts}>
          <span>{status}</span>
          <span>{evidence}</span>
        </span>
      </button>
    </li>
  );
}
