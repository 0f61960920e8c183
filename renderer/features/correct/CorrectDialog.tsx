import { useMemo, useState } from 'react';
import type { Id } from '../../../shared/records/records.ts';
import type { RichDocument } from '../../../shared/text/document.ts';
import { isSameJson } from '../../../shared/util/json.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { OpenArticle } from '../../state/apply-changes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { TextField } from '../../ui/TextField.tsx';
import styles from './correct.module.css';
import { EditStep } from './EditStep.tsx';
import { buildReport, toPlacements, type Decision } from './report.ts';
import { ReportStep } from './ReportStep.tsx';

/** A text that came from elsewhere, to take the place of the present one. */
export interface NewVersion {
  readonly document: RichDocument;
  readonly reason: string;
  /** The import that holds its file. */
  readonly source: { readonly sessionId: string; readonly key: string };
}

/** What a finished correction did, for a person. */
function describeOutcome(value: unknown): string {
  const count = (key: string): number => {
    const found: unknown = typeof value === 'object' && value ? Reflect.get(value, key) : 0;
    return typeof found === 'number' ? found : 0;
  };
  const parts = [`${formatCount(count('placed'), 'mark')} kept`];
  if (count('unplaced') > 0) parts.push(`${count('unplaced')} unplaced`);
  if (count('deleted') > 0) parts.push(`${count('deleted')} deleted`);
  return `Text corrected: ${parts.join(', ')}`;
}

/**
 * Correct the text of an article, then decide over the marks that it changed.
 *
 * @param props.version A new version: there is nothing to edit, only to decide.
 */
export function CorrectDialog(props: {
  readonly workspace: Workspace;
  readonly article: OpenArticle;
  readonly version?: NewVersion;
  readonly onClose: () => void;
}) {
  const { workspace, article, version, onClose } = props;
  const [document, setDocument] = useState(version?.document ?? article.revision.document);
  const [step, setStep] = useState<'edit' | 'report'>(version ? 'report' : 'edit');
  const [problem, setProblem] = useState<string | null>(null);
  const [reason, setReason] = useState(version?.reason ?? 'Correction');
  const [decisions, setDecisions] = useState<ReadonlyMap<Id, Decision>>(new Map());
  const [isSaving, setSaving] = useState(false);
  const isChanged = useMemo(
    () => !isSameJson(document, article.revision.document),
    [document, article],
  );
  const report = useMemo(
    () => (step === 'report' ? buildReport(article, document) : null),
    [step, article, document],
  );

  const leave = async () => {
    const isSure =
      !isChanged ||
      (await workspace.dialogs.confirm({
        title: 'Discard the new text?',
        message: 'The article and its marks stay as they are.',
        confirmLabel: 'Discard',
        cancelLabel: 'Go on',
        tone: 'danger',
      }));
    if (isSure) onClose();
  };
  const apply = async () => {
    if (!report || isSaving) return;
    setSaving(true);
    try {
      const { session } = workspace;
      const { id } = article.article;
      const placements = toPlacements(report, decisions);
      const outcome = await (version
        ? session.runStep(() =>
            session.clients.engine.call('import.revise', {
              ...version.source,
              articleId: id,
              reason,
              placements,
            }),
          )
        : session.run('article.revise', { id, document, reason, placements }));
      onClose();
      workspace.offerUndo(describeOutcome(outcome.value));
    } catch (error) {
      setSaving(false);
      workspace.fail(error, 'Correcting the text');
    }
  };

  return (
    <Dialog
      title={version ? 'New version' : step === 'edit' ? 'Edit text' : 'Marks in the new text'}
      width={1180}
      tall
      flush
      onClose={() => void leave()}
      status={
        step === 'report' ? (
          <div className={styles.reason}>
            <TextField label="Reason" value={reason} onChange={setReason} />
          </div>
        ) : (
          <span role="status">
            {problem ?? 'Nothing is written until you have seen what becomes of the marks.'}
          </span>
        )
      }
      footer={
        <>
          <Button onPress={() => void leave()}>Cancel</Button>
          {step === 'report' && !version && (
            <Button onPress={() => setStep('edit')}>Back to the text</Button>
          )}
          {step === 'edit' ? (
            <Button tone="primary" isDisabled={!isChanged} onPress={() => setStep('report')}>
              Review marks…
            </Button>
          ) : (
            <Button tone="primary" isDisabled={!isChanged || isSaving} onPress={() => void apply()}>
              Apply
            </Button>
          )}
        </>
      }
    >
      {!version && (
        <EditStep
          workspace={workspace}
          article={article}
          isHidden={step !== 'edit'}
          onChange={setDocument}
          onProblem={setProblem}
        />
      )}
      {report && (
        <ReportStep
          article={article}
          document={document}
          report={report}
          isChanged={isChanged}
          decisions={decisions}
          onDecide={(id, decision) => setDecisions(new Map(decisions).set(id, decision))}
        />
      )}
    </Dialog>
  );
}
