import { articleStatuses } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { formatNewsMoment } from '../../../ui/format.ts';
import { Select } from '../../../ui/Select.tsx';
import { useAnnotate } from '../annotate-context.ts';
import styles from './Inspector.module.css';

const statusNames = {
  new: 'New',
  in_progress: 'In progress',
  done: 'Done',
  in_review: 'In review',
  final: 'Final',
} as const;

const keys = [
  'annotate.quotation',
  'annotate.entity',
  'annotate.claim',
  'annotate.speaker',
  'annotate.cue',
  'go.nextMark',
];

/** The article's details, shown while no mark is selected, with the keys to begin with. */
export function ArticleCard() {
  const { navigation, actions } = useAnnotate();
  const { session } = useWorkspace();
  const article = useSession((state) => state.article);
  const isReadOnly = useSession((state) => state.readOnly !== null);
  if (!article) return null;
  const { article: details, status } = article;
  const problems = navigation.listOpenProblems();
  const facts: readonly (readonly [string, string])[] = [
    ['Status', isReadOnly ? statusNames[status] : ''],
    ['Byline', details.byline],
    ['Publisher', details.publisher],
    ['Published', formatNewsMoment(details.published)],
    ['Language', details.language],
    ['Tags', details.tags.join(', ')],
  ];
  return (
    <>
      <h2 className={styles.title} dir="auto">
        {details.title || 'Untitled article'}
      </h2>
      {!isReadOnly && (
        <Select
          label="Status"
          value={status}
          options={articleStatuses.map((id) => ({ id, label: statusNames[id] }))}
          onChange={(chosen) =>
            actions.send(session.run('article.setStatus', { ids: [details.id], status: chosen }))
          }
        />
      )}
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
      {article.annotations.size > 0 && (
        <section className={styles.field} aria-label="Open problems">
          <span className={styles.label}>Open</span>
          {problems.length === 0 ? (
            <p className={styles.hint}>Nothing is left open.</p>
          ) : (
            <ul className={styles.problems}>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      {!isReadOnly && <BeginKeys />}
    </>
  );
}

function BeginKeys() {
  const { commands } = useWorkspace();
  return (
    <section className={styles.field} aria-label="Keys">
      <span className={styles.label}>Keys to begin with</span>
      <dl className={styles.keys}>
        {keys.map((id) => (
          <div key={id}>
            <dt>
              <kbd>{commands.keyOf(id)}</kbd>
            </dt>
            <dd>{commands.find(id)?.label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
