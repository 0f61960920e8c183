import type { Workspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconFolder, IconStatusDone } from '../../ui/icons.ts';
import { SplitTable } from './SplitTable.tsx';
import type { ExportStage } from './export-state.ts';
import styles from './export.module.css';

export interface ExportResultProps {
  readonly workspace: Workspace;
  readonly stage: Extract<ExportStage, { kind: 'done' }>;
  readonly onClose: () => void;
}

/** Files that are listed; a format may write two for each article. */
const shownFiles = 12;

/** What was written, where, and what the format could not hold. */
export function ExportResult({ workspace, stage, onClose }: ExportResultProps) {
  const { report, target } = stage;
  const shown = report.files.slice(0, shownFiles);
  const more = report.files.length - shown.length + report.moreFiles;
  const hasRows = report.files.some(({ rows }) => rows !== null);
  const show = () =>
    void workspace.clients.shell
      .call('files.show', { grant: target.grant })
      .catch((error: unknown) => workspace.fail(error));
  return (
    <Dialog
      title="Export finished"
      width={560}
      dismissable
      onClose={onClose}
      footer={
        <>
          <Button icon={IconFolder} onPress={show}>
            Show in folder
          </Button>
          <Button autoFocus tone="primary" onPress={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles.result}>
        <p className={styles.summary}>
          <Icon of={IconStatusDone} size={18} className={styles.ok} />
          <span>
            <bdi>
              <strong>{target.name}</strong>
            </bdi>{' '}
            with {formatCount(report.articles, 'article')} and{' '}
            {formatCount(report.annotations, 'annotation')}.
          </span>
        </p>
        <table className={styles.files}>
          <thead>
            <tr>
              <th scope="col">File</th>
              {hasRows && <th scope="col">Rows</th>}
              <th scope="col">Size</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, rows, sizeBytes }) => (
              <tr key={name}>
                <td>{name}</td>
                {hasRows && <td>{rows === null ? '' : rows.toLocaleString()}</td>}
                <td>{formatBytes(sizeBytes)}</td>
              </tr>
            ))}
            {more > 0 && (
              <tr>
                <td colSpan={hasRows ? 3 : 2}>and {formatCount(more, 'more file')}</td>
              </tr>
            )}
          </tbody>
        </table>
        {report.pseudonyms !== undefined && (
          <p className={styles.hint}>
            Who was who is in <bdi>{report.pseudonyms}</bdi>, beside the export. Keep it apart.
          </p>
        )}
        {report.comparison !== null && <p className={styles.hint}>{report.comparison}</p>}
        {report.split && <SplitTable split={report.split} />}
        {report.losses.length > 0 ? (
          <>
            <h3 className={styles.label}>Left out</h3>
            <ul className={styles.warnings}>
              {report.losses.map((loss) => (
                <li key={loss}>{loss}</li>
              ))}
            </ul>
          </>
        ) : (
          <p className={styles.hint}>Nothing was left out.</p>
        )}
      </div>
    </Dialog>
  );
}
