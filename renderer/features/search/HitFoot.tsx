import { useStore } from 'zustand';
import type { Workspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { IconMore } from '../../ui/icons.ts';
import { ListFoot } from '../../ui/ListView.tsx';
import { MenuButton } from '../../ui/Menu.tsx';
import { buildHitMenu } from './hit-menu.ts';
import type { Search, SearchState } from './search-store.ts';
import styles from './search.module.css';

/** `412 hits in 88 articles`, with what is still open. */
function describeTotals({ totals, isRunning, isStopped, progress }: SearchState): string {
  const { hits, kept, articles } = totals;
  if (isRunning && progress) return `${progress.label} so far`;
  const found = `${formatCount(hits, 'hit')} in ${formatCount(articles, 'article')}`;
  if (isStopped) return `${found}, stopped early`;
  return kept < hits ? `${found}; the first ${kept.toLocaleString()} are listed` : found;
}

/** Totals, ticks, and what can be done at the ticked hits. */
export function HitFoot(props: {
  readonly workspace: Workspace;
  readonly search: Search;
  readonly isReadOnly: boolean;
}) {
  const { workspace, search, isReadOnly } = props;
  const { commands } = workspace;
  const state = useStore(search.store);
  const ticked = search.countTicked();
  const isIdle = isReadOnly || ticked === 0;
  return (
    <ListFoot>
      <span role="status">{describeTotals(state)}</span>
      {state.isRunning && state.progress && (
        <Button size="small" onPress={() => search.stop()}>
          Stop
        </Button>
      )}
      <span className={styles.gap} />
      <span>{`${ticked.toLocaleString()} ticked`}</span>
      <Button size="small" onPress={() => commands.run('search.tickAll')}>
        All
      </Button>
      <Button
        size="small"
        isDisabled={ticked === 0}
        onPress={() => commands.run('search.tickNone')}
      >
        None
      </Button>
      <Button
        size="small"
        tone="primary"
        isDisabled={isIdle}
        onPress={() => commands.run('search.mark.mention')}
      >
        Mark ticked…
      </Button>
      <MenuButton
        label="At hits"
        trigger={
          <Button size="small" icon={IconMore}>
            More
          </Button>
        }
        sections={buildHitMenu(workspace, search)}
      />
    </ListFoot>
  );
}
