import { useState } from 'react';
import { useStore } from 'zustand';
import type { Progress } from '../../../shared/contract/channel.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { Workspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { IconCopy } from '../../ui/icons.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { ExportChoices } from './ExportChoices.tsx';
import { ExportResult } from './ExportResult.tsx';
import { FormatList } from './FormatList.tsx';
import { PresetPicker } from './PresetPicker.tsx';
import { SplitTable } from './SplitTable.tsx';
import {
  buildCommandLine,
  initialOptions,
  proposeTarget,
  type ExportOptions,
} from './export-options.ts';
import {
  useExport,
  useExportFormats,
  useExportPreview,
  type PreviewState,
} from './export-state.ts';
import styles from './export.module.css';

/** Everything out: choose, see what it will be, write, and be told what was written and what was not. */
export function ExportDialog(props: {
  readonly workspace: Workspace;
  /** Only these articles; all when left out. */
  readonly articleIds?: readonly Id[];
  readonly onClose: () => void;
}) {
  const { workspace, articleIds, onClose } = props;
  const project = useStore(workspace.session.store, (state) => state.project);
  const entities = useStore(workspace.session.store, (state) => state.entities);
  const [options, setOptions] = useState<ExportOptions>({
    ...initialOptions,
    ...(articleIds && { articleIds }),
  });
  const formats = useExportFormats(workspace);
  const format = formats.find(({ id }) => id === options.format) ?? null;
  const { preview, counting, error } = useExportPreview(workspace, options, format);
  const target = proposeTarget(project?.project.name ?? 'Project', options, format);
  const { stage, write, cancel } = useExport(workspace);
  const warnings = preview?.warnings ?? [];
  const copy = async () => {
    const text = buildCommandLine(project?.fileName ?? '', target.name, options);
    await workspace.clients.shell.call('clipboard.write', { text });
    workspace.announce('Command line copied');
  };

  if (stage.kind === 'done') {
    return <ExportResult workspace={workspace} stage={stage} onClose={onClose} />;
  }
  return (
    <Dialog
      title="Export"
      width={1140}
      tall
      flush
      onClose={stage.kind === 'writing' ? cancel : onClose}
      status={
        <span role="status">
          {preview &&
            `${formatCount(preview.articles, 'article')} · ${formatCount(preview.annotations, 'annotation')}`}
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
            {/* A command line cannot name the articles that are selected here. */}
            {!articleIds && (
              <Button
                icon={IconCopy}
                onPress={() => void copy().catch((reason: unknown) => workspace.fail(reason))}
              >
                Copy command line
              </Button>
            )}
            <Button onPress={onClose}>Cancel</Button>
            <Button
              tone="primary"
              shortcut="↵"
              isDisabled={!format}
              onPress={() => void write(options, format, target)}
            >
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
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter exports from the choices
        <form
          className={styles.body}
          aria-label="What to export"
          onSubmit={(event) => event.preventDefault()}
          // Before the choices take it, which do nothing with it.
          onKeyDownCapture={(event) => {
            const isChoice =
              event.target instanceof HTMLInputElement &&
              ['radio', 'checkbox'].includes(event.target.type);
            if (event.key !== 'Enter' || !isChoice || !format) return;
            event.preventDefault();
            event.stopPropagation();
            void write(options, format, target);
          }}
        >
          <FormatList
            formats={formats}
            value={options.format}
            onChange={(id) => setOptions({ ...options, format: id, offsetUnit: null })}
          />
          <ExportChoices
            options={options}
            format={format}
            project={project}
            entities={entities}
            onChange={(change) => setOptions({ ...options, ...change })}
          >
            <PresetPicker
              workspace={workspace}
              project={project?.project ?? null}
              options={options}
              onChoose={setOptions}
            />
          </ExportChoices>
          <Preview preview={preview} counting={counting} error={error} />
        </form>
      )}
    </Dialog>
  );
}

function Preview({ preview, counting, error }: PreviewState) {
  const warnings = preview?.warnings ?? [];
  return (
    <section className={styles.preview} aria-label="Preview">
      {(warnings.length > 0 || counting) && (
        <ul className={styles.warnings} aria-label="Left out">
          <li aria-hidden="true">
            <b>Left out</b>
          </li>
          {counting && <li>{describeCounting(counting)}</li>}
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {preview?.split && <SplitTable split={preview.split} />}
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
  );
}

/** `Counting losses: 340 of 1,000 articles…`. */
function describeCounting({ label, done, total }: Progress): string {
  return `${label}: ${done.toLocaleString()} of ${formatCount(total ?? 0, 'article')}…`;
}
