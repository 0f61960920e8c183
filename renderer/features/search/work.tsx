import type { HitWorkReport, SearchHit } from '../../../shared/search/hit.ts';
import type { Workspace } from '../../app/workspace.ts';
import { formatCount } from '../../ui/format.ts';
import { HitDialog, type HitDialogProps } from './HitDialog.tsx';
import type { HitWork } from './hit-choices.ts';
import type { Search } from './search-store.ts';

/** Open a hit in the reader: its mark selected or, where there is none, its words. */
export async function openHit(workspace: Workspace, hit: SearchHit | undefined): Promise<void> {
  if (!hit) return;
  if (hit.articleId === null) return workspace.announce('This is marked in no article.');
  await workspace.openArticle(hit.articleId, hit.markId, hit.markId === null ? hit.span : null);
}

/** The ticked hits or, while none is, the one that the keyboard is on; null when there is none. */
function chooseHits(search: Search) {
  const { searchId, ticks, current } = search.store.getState();
  if (searchId === null) return null;
  const count = search.countTicked();
  if (count > 0) {
    return {
      chosen: { searchId, all: ticks.all, hits: [...ticks.numbers] },
      count,
      isTicked: true,
    };
  }
  const hit = search.rowAt(current);
  return hit ? { chosen: { searchId, hits: [hit.number] }, count: 1, isTicked: false } : null;
}

/** Ask what is to become of the chosen hits and the marks at them, and do it as one step. */
export async function showHitDialog(
  workspace: Workspace,
  search: Search,
  start: HitDialogProps['start'],
): Promise<void> {
  const choice = chooseHits(search);
  if (!choice) return;
  const { chosen } = choice;
  const work = await workspace.dialogs.open<HitWork>((close) => (
    <HitDialog workspace={workspace} {...choice} start={start} onClose={close} />
  ));
  if (!work) return;
  const { session, clients } = workspace;
  const report = await session.runStep((options) =>
    clients.engine.call('search.work', { ...chosen, work }, options),
  );
  const message = describeReport(report);
  if (report.stepId === null) workspace.toast({ message });
  else workspace.offerUndo(message);
}

/** `12 marks made, 3 left alone`. */
export function describeReport(report: HitWorkReport): string {
  const { made, changed, removed, skipped, outdated } = report;
  const parts = [
    made > 0 && `${formatCount(made, 'mark')} made`,
    changed > 0 && `${formatCount(changed, 'mark')} changed`,
    removed > 0 && `${formatCount(removed, 'mark')} deleted`,
    made + changed + removed === 0 && 'Nothing to do',
    skipped > 0 && `${formatCount(skipped, 'hit')} left as ${skipped === 1 ? 'it is' : 'they are'}`,
    outdated > 0 && `${formatCount(outdated, 'hit')} changed since the search`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** Write the hits in their present order as CSV to a file that the person chooses. */
export async function exportHits(workspace: Workspace, search: Search): Promise<void> {
  const { searchId, sort, descending } = search.store.getState();
  if (searchId === null) return;
  const { engine, shell } = workspace.clients;
  const target = await shell.call('files.pickTarget', {
    title: 'Export hits',
    name: 'hits.csv',
    kind: 'file',
  });
  if (!target) return;
  const order = { searchId, sort, descending };
  const { rows } = await engine.call('search.export', { ...order, target: target.grant });
  workspace.toast({
    message: `${formatCount(rows, 'hit')} written to ${target.name}.`,
    action: {
      label: 'Show in folder',
      run: () => void shell.call('files.show', { grant: target.grant }),
    },
  });
}
