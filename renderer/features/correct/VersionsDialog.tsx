import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { listDiffParts, type DiffPart } from '../../../shared/anchoring/diff.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { EngineClient } from '../../state/clients.ts';
import type { OpenArticle } from '../../state/apply-changes.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatWhen } from '../../ui/format.ts';
import styles from './correct.module.css';
import { VersionText } from './VersionText.tsx';

/** Text of one revision; undefined while it is fetched, and when there is none of that number. */
function useText(engine: EngineClient, articleId: Id, number: number): string | undefined {
  return useQuery({
    queryKey: ['revision.get', articleId, number],
    queryFn: () => engine.call('revision.get', { articleId, number }),
    enabled: number > 0,
  }).data?.text;
}

/** Every text that an article has had, the newest first, with what changed in it. */
export function VersionsDialog(props: {
  readonly workspace: Workspace;
  readonly article: OpenArticle;
  readonly onClose: () => void;
}) {
  const { article, workspace } = props;
  const articleId = article.article.id;
  const { engine } = workspace.session.clients;
  const [number, setNumber] = useState(article.revision.number);
  const [isDiff, setDiff] = useState(true);
  const list = useQuery({
    queryKey: ['revision.list', articleId],
    queryFn: () => engine.call('revision.list', { articleId }),
  });
  const text = useText(engine, articleId, number);
  const before = useText(engine, articleId, number - 1);
  const parts = useMemo((): readonly DiffPart[] => {
    if (text === undefined) return [];
    if (!isDiff || before === undefined) return [{ kind: 'same', text }];
    return listDiffParts(before, text);
  }, [text, before, isDiff]);
  return (
    <Dialog
      title="Versions of the text"
      width={1080}
      tall
      flush
      onClose={props.onClose}
      dismissable
    >
      <div className={styles.columns}>
        <ol className={styles.list} aria-label="Versions">
          {(list.data ?? []).toReversed().map((row) => (
            <li key={row.number}>
              <button
                type="button"
                className={styles.version}
                aria-pressed={row.number === number}
                onClick={() => setNumber(row.number)}
              >
                <strong>{row.number === 1 ? 'Original' : `Version ${row.number}`}</strong>
                <span>{row.number === 1 ? 'As it came into the project' : row.reason}</span>
                <span className={styles.by}>
                  {formatWhen(row.createdAt)} · <bdi>{row.createdBy}</bdi>
                </span>
              </button>
            </li>
          ))}
        </ol>
        <VersionText
          // Another version is looked at from its first change on.
          key={number}
          parts={parts}
          tools={
            number > 1 ? (
              <Checkbox isSelected={isDiff} onChange={setDiff}>
                Show what changed since the version before
              </Checkbox>
            ) : (
              <span>
                {article.revision.number > 1
                  ? 'The first version, as it came into the project.'
                  : 'The text has not been changed since it came into the project.'}
              </span>
            )
          }
          isDiff={isDiff && number > 1}
        />
      </div>
    </Dialog>
  );
}
