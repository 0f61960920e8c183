import { useState } from 'react';
import { useStore } from 'zustand';
import type { Workspace } from '../../app/workspace.ts';
import { articleStatusLooks } from '../../ui/article-status.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, Segments } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { ExportResult } from './ExportResult.tsx';
import { useExport, useExportPreview, type ExportOptions } from './export-state.ts';
import styles from './export.module.css';

const formats = [
  { id: 'json', label: 'JSON' },
  { id: 'csv', label: 'CSV tables' },
] as const;

const initial: ExportOptions = {
  format: 'json',
  spreadsheet: false,
  statuses: [],
  acceptedOnly: false,
};

/** Everything out: choose, see what it will be, write, and be told what was written and what was not. */
export function ExportDialog(props: {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}) {
  const { workspace, onClose } = props;
  const name = useStore(
    workspace.session.store,
    ({ project }) => project?.project.name ?? 'Project',
  );
  const [options, setOptions] = useState(initial);
  const { preview, error } = useExportPreview(workspace, options);
  const { stage, write, cancel } = useExport(workspace, name);
  const counts =
    preview &&
    `${formatCount(preview.articles, 'article')} · ${formatCount(preview.annotations, 'annotation')}`;
  const warnings = preview?.warnings ?? [];

  if (stage.kind === 'done') {
    return <ExportResult workspace={workspace} stage={stage} onClose={onClose} />;
  }
  return (
    <Dialog
      title="Export"
      width={940}
      tall
      flush
      onClose={stage.kind === 'writing' ? cancel : onClose}
      status={
        <span role="status">
          {counts}
          {warnings.length > 0 && ` · ${formatCount(warnings.length, 'warning')}`}
        </span>
      }
      footer={
        stage.kind === 'writing' ? (
          <Button autoFocus onPress={cancel}>
            Cancel
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button tone="primary" onPress={() => void write(options)}>
              Export…
            </Button>
          </>
        )
      }
    >
      {stage.kind === 'writing' ? (
        <div className={styles.waiting}>
          <ProgressBar
            label={stage.progress?.label ?? 'Writing…'}
            done={stage.progress?.done ?? 0}
            total={stage.progress?.total ?? null}
          />
        </div>
      ) : (
        <div className={styles.body}>
          <Options options={options} onChange={(change) => setOptions({ ...options, ...change })} />
          <section className={styles.preview} aria-label="Preview">
            {warnings.length > 0 && (
              <ul className={styles.warnings} aria-label="Left out">
                <li aria-hidden="true">
                  <b>Left out</b>
                </li>
                {warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            )}
            <div className={styles.fileName}>{preview?.sampleFile}</div>
            {error !== null ? (
              <p className={styles.warnings}>{error}</p>
            ) : (
              // A scrollable region must be reachable by key.
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              <pre className={styles.sample} tabIndex={0} aria-label="Beginning of the file">
                {preview?.sample}
              </pre>
            )}
          </section>
        </div>
      )}
    </Dialog>
  );
}

interface OptionsProps {
  readonly options: ExportOptions;
  readonly onChange: (change: Partial<ExportOptions>) => void;
}

function Options({ options, onChange }: OptionsProps) {
  const { format, spreadsheet, statuses, acceptedOnly } = options;
  return (
    <div className={styles.options}>
      <Segments
        label="Format"
        value={format}
        options={formats}
        onChange={(next) => onChange({ format: next })}
      />
      <p className={styles.hint}>
        {format === 'json'
          ? 'One file with everything: text, marks, cast, claims, codebook. Can be imported again without loss.'
          : 'A folder of tables with a Data Package description; quotations.csv is the one to open first.'}
      </p>
      {format === 'csv' && (
        <Checkbox isSelected={spreadsheet} onChange={(next) => onChange({ spreadsheet: next })}>
          For Excel
          <span className={styles.hint}>
            Adds a byte order mark and guards cells that a spreadsheet would run as formulas. Leave
            it off for programs.
          </span>
        </Checkbox>
      )}
      <div role="group" aria-label="Articles by status" className={styles.group}>
        <span className={styles.label} aria-hidden>
          Articles
        </span>
        <Checkbox isSelected={statuses.length === 0} onChange={() => onChange({ statuses: [] })}>
          All articles
        </Checkbox>
        {articleStatusLooks.map(({ id, label }) => (
          <Checkbox
            key={id}
            isSelected={statuses.includes(id)}
            onChange={(isOn) =>
              onChange({
                statuses: isOn ? [...statuses, id] : statuses.filter((status) => status !== id),
              })
            }
          >
            {label}
          </Checkbox>
        ))}
      </div>
      <div role="group" aria-label="Annotations" className={styles.group}>
        <span className={styles.label} aria-hidden>
          Annotations
        </span>
        <Checkbox isSelected={acceptedOnly} onChange={(next) => onChange({ acceptedOnly: next })}>
          Only accepted ones
        </Checkbox>
      </div>
      <p className={styles.hint}>
        Offsets count Unicode code points; CSV also gives UTF-16 and bytes.
      </p>
    </div>
  );
}
