import type { ClaimView } from '../../../../shared/contract/views.ts';
import type { Evidence } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { formatNewsMoment } from '../../../ui/format.ts';
import { IconClose } from '../../../ui/icons.ts';
import { useAnnotate } from '../annotate-context.ts';
import { kindNames, stanceNames } from './EvidenceForm.tsx';
import styles from './Inspector.module.css';

const stanceIcons: Readonly<Record<string, string>> = {
  supports: '+',
  refutes: '−',
  mixed: '±',
  context: '·',
};

/** Title of the article that a passage is from, else what the person wrote. */
function nameOf(view: ClaimView, item: Evidence): string {
  const passage = view.passages.find(({ ref }) => ref === item.ref);
  return passage?.title ?? (item.ref || kindNames[item.kind]);
}

/** What is recorded for and against a claim. */
export function EvidenceList({ view }: { readonly view: ClaimView }) {
  const { actions } = useAnnotate();
  const { session } = useWorkspace();
  const isReadOnly = useSession((state) => state.readOnly !== null);
  return (
    <section className={styles.field} aria-label="Evidence">
      <span className={styles.label}>Evidence</span>
      {view.evidence.length === 0 && <p className={styles.hint}>Nothing recorded yet.</p>}
      {view.evidence.map((item) => (
        <div key={item.id} className={styles.segment}>
          <div className={styles.evidence}>
            <span>
              <b aria-hidden="true">{stanceIcons[item.stance] ?? '·'}</b>{' '}
              <bdi>{nameOf(view, item)}</bdi>
              {item.official && <span className={styles.badge}>official</span>}
            </span>
            {item.excerpt && <bdi className={styles.hint}>{item.excerpt}</bdi>}
            <span className={styles.hint}>
              {stanceNames[item.stance]} · {kindNames[item.kind]}
              {item.originGroup && ` · origin ${item.originGroup}`}
              {item.published && (
                <>
                  {' · '}
                  <span className={styles.date}>{formatNewsMoment(item.published)}</span>
                </>
              )}
            </span>
          </div>
          {!isReadOnly && (
            <IconButton
              icon={IconClose}
              size="small"
              label="Remove evidence"
              onPress={() => actions.send(session.run('evidence.delete', { id: item.id }))}
            />
          )}
        </div>
      ))}
    </section>
  );
}
