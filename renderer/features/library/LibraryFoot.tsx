import type { ArticleList } from '../../../shared/contract/views.ts';
import type { Workspace } from '../../app/workspace.ts';
import { articleStatusLooks } from '../../ui/article-status.ts';
import { ListFoot } from '../../ui/ListView.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import {
  IconChevronDown,
  IconEntity,
  IconExport,
  IconRestore,
  IconTag,
  IconTrash,
} from '../../ui/icons.ts';
import { MenuButton } from '../../ui/Menu.tsx';
import styles from './library.module.css';

export interface LibraryFootProps {
  readonly workspace: Workspace;
  readonly list: ArticleList | null;
  readonly selected: number;
  readonly isTrash: boolean;
}

/** How many articles there are and how far they are; what can be done to several that are selected. */
export function LibraryFoot({ workspace, list, selected, isTrash }: LibraryFootProps) {
  if (selected > 1) {
    return (
      <ListFoot actionsLabel="Selected articles">
        <span className={styles.selected}>{selected.toLocaleString()} selected</span>
        {isTrash ? <TrashActions workspace={workspace} /> : <Actions workspace={workspace} />}
      </ListFoot>
    );
  }
  return (
    <ListFoot>
      <span>{list && formatCount(list.total, 'article')}</span>
      {list &&
        list.total > 0 &&
        (isTrash ? (
          <span className={styles.footNote}>
            They stay here with their marks until you restore them; nothing is deleted for good.
          </span>
        ) : (
          <Progress byStatus={list.byStatus} />
        ))}
    </ListFoot>
  );
}

function TrashActions({ workspace: { commands } }: { readonly workspace: Workspace }) {
  return (
    <Button size="small" icon={IconRestore} onPress={() => commands.run('library.restore')}>
      Restore
    </Button>
  );
}

function Actions({ workspace: { commands } }: { readonly workspace: Workspace }) {
  const isBlocked = (id: string) => commands.find(id)?.blocked() !== null;
  const action = (id: string, label: string, icon: typeof IconTag) => (
    <Button
      size="small"
      icon={icon}
      isDisabled={isBlocked(id)}
      shortcut={commands.keyOf(id)}
      onPress={() => commands.run(id)}
    >
      {label}
    </Button>
  );
  return (
    <>
      <MenuButton
        label="Status"
        trigger={
          <Button size="small" isDisabled={isBlocked('library.status.new')}>
            Status
            <Icon of={IconChevronDown} size={14} />
          </Button>
        }
        sections={[
          articleStatusLooks.map(({ id, label, icon }) => ({
            id,
            label,
            icon,
            shortcut: commands.keyOf(`library.status.${id}`),
            run: () => commands.run(`library.status.${id}`),
          })),
        ]}
      />
      {action('article.tags', 'Tags', IconTag)}
      {action('article.assign', 'Assign', IconEntity)}
      {action('article.exportSelected', 'Export', IconExport)}
      {action('library.trash', 'Trash', IconTrash)}
    </>
  );
}

/** Statuses of the articles as one bar, and the part that is done. */
function Progress({ byStatus }: Pick<ArticleList, 'byStatus'>) {
  const counts = articleStatusLooks.map(({ id, label }) => ({ id, label, count: byStatus[id] }));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const done = byStatus.done + byStatus.in_review + byStatus.final;
  // All of them only when all are done.
  const percent = Math.floor((done / Math.max(1, total)) * 100);
  return (
    <span
      className={styles.progress}
      title={counts.map(({ label, count }) => `${label}: ${count.toLocaleString()}`).join(' · ')}
    >
      <span className={styles.bar} aria-hidden>
        {counts.map(({ id, count }) => (
          <span
            key={id}
            data-status={id}
            style={{ inlineSize: `${(count / Math.max(1, total)) * 100}%` }}
          />
        ))}
      </span>
      {percent} % done
    </span>
  );
}
