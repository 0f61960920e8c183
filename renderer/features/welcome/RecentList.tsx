import type { RecentProject } from '../../../shared/contract/shell.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatBytes, formatWhen } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconClose, IconDataset, IconFileMissing } from '../../ui/icons.ts';
import styles from './welcome.module.css';

export interface RecentListProps {
  readonly recent: readonly RecentProject[];
  readonly onOpen: (key: string) => void;
  readonly onLocate: (key: string) => void;
  readonly onRemove: (key: string) => void;
}

/** Projects opened before. A missing one stays until it is located or removed. */
export function RecentList({ recent, onOpen, onLocate, onRemove }: RecentListProps) {
  return (
    <section className={styles.recent} aria-labelledby="recent-title" data-pane="recent">
      <h2 id="recent-title" className={styles.recentTitle}>
        Recent
      </h2>
      {recent.length === 0 ? (
        <p className={styles.none}>Projects you open are listed here.</p>
      ) : (
        <ul className={styles.list}>
          {recent.map((project) => (
            <li key={project.key} className={cx(styles.item, project.missing && styles.missing)}>
              <Icon
                of={project.missing ? IconFileMissing : IconDataset}
                className={styles.itemIcon}
              />
              {project.missing ? (
                <span className={styles.open}>
                  <Words project={project} />
                </span>
              ) : (
                <button type="button" className={styles.open} onClick={() => onOpen(project.key)}>
                  <Words project={project} />
                </button>
              )}
              {project.missing ? (
                <>
                  <Button size="small" onPress={() => onLocate(project.key)}>
                    Locate…
                  </Button>
                  <Button size="small" onPress={() => onRemove(project.key)}>
                    Remove
                  </Button>
                </>
              ) : (
                <>
                  <span className={styles.when}>{formatWhen(project.openedAt)}</span>
                  <span className={styles.size}>
                    {project.sizeBytes === null ? '' : formatBytes(project.sizeBytes)}
                  </span>
                  <IconButton
                    icon={IconClose}
                    size="small"
                    label={`Remove ${project.name} from the list`}
                    onPress={() => onRemove(project.key)}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Words({ project }: { readonly project: RecentProject }) {
  return (
    <>
      <bdi className={styles.itemName}>{project.name}</bdi>
      <bdi className={styles.folder}>
        {project.missing ? `Not found: ${project.folder}` : project.folder}
      </bdi>
    </>
  );
}
