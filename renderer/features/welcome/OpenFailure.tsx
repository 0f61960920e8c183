import type { Failure } from '../../../shared/util/result.ts';
import { openProject } from '../../app/open-project.ts';
import { useFrame } from '../../app/workspace.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconClose, IconWarning } from '../../ui/icons.ts';
import styles from './welcome.module.css';

const titles: Partial<Record<Failure['code'], string>> = {
  locked: 'This project is open elsewhere',
  not_a_project: 'This is not a Quotemark project',
  newer_version: 'This project was written by a newer version of Quotemark',
  damaged: 'This project file is damaged',
  moved: 'This project was moved',
  not_found: 'This project was not found',
  file_access: 'This project cannot be read',
};

/** A project could not be opened: what happened, and the one way on that there is. */
export function OpenFailure({ failure }: { readonly failure: Failure }) {
  const frame = useFrame();
  const grant = failure.detail?.['grant'];
  const name = failure.detail?.['name'];
  const { shell } = frame.clients;
  // A damaged file that can be read at all is opened so without being asked for.
  const canRead = typeof grant === 'string' && failure.code === 'locked';
  const dismiss = () => frame.openFailure.setState(null, true);
  return (
    <section className={styles.failure} role="alert">
      <Icon of={IconWarning} size={18} />
      <div className={styles.failureText}>
        <h2>{titles[failure.code] ?? 'The project could not be opened'}</h2>
        {typeof name === 'string' && <bdi className={styles.failureName}>{name}</bdi>}
        <p className="selectable">{failure.message}</p>
        <div className={styles.failureActions}>
          {canRead && (
            <Button
              size="small"
              onPress={() =>
                void openProject(frame, () =>
                  shell.call('project.openDropped', { grant, readOnly: true }),
                )
              }
            >
              Open read-only
            </Button>
          )}
          <Button
            size="small"
            tone="ghost"
            onPress={() =>
              void shell.call('clipboard.write', { text: JSON.stringify(failure, null, 2) })
            }
          >
            Copy details
          </Button>
        </div>
      </div>
      <IconButton icon={IconClose} label="Dismiss" size="small" onPress={dismiss} />
    </section>
  );
}
