import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { SearchHit } from '../../../shared/search/hit.ts';
import type { Workspace } from '../../app/workspace.ts';
import { ContextMenu } from '../../ui/ContextMenu.tsx';
import { Grid, type GridColumn } from '../../ui/Grid.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconCheck } from '../../ui/icons.ts';
import { cx } from '../../ui/cx.ts';
import { formatNewsDate } from '../../ui/format.ts';
import { buildHitMenu } from './hit-menu.ts';
import { focusNames } from './search-commands.ts';
import type { Search } from './search-store.ts';
import styles from './search.module.css';

const rightToLeft = /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]/u;

/** Direction of a row: that of the hit, else of what stands before it. */
function directionOf({ exact, left, right }: SearchHit): 'rtl' | 'ltr' {
  const letters = [exact, left, right].find((text) => /\p{L}/u.test(text)) ?? '';
  const first = /\p{L}/u.exec(letters)?.[0] ?? '';
  return rightToLeft.test(first) ? 'rtl' : 'ltr';
}

/** A hit with its context, the hits of all rows below each other. */
function Kwic({ hit }: { readonly hit: SearchHit }) {
  return (
    <div className={styles.kwic} dir={directionOf(hit)}>
      <span className={styles.before}>
        <span>{hit.left}</span>
      </span>
      <span className={styles.after}>
        <mark className={styles.hit}>{hit.exact.replaceAll(/\s+/gu, ' ')}</mark>
        {hit.right}
      </span>
    </div>
  );
}

function buildColumns(search: Search): readonly GridColumn<SearchHit>[] {
  return [
    {
      id: 'tick',
      header: 'Ticked',
      headerIcon: <span />,
      track: '28px',
      min: 28,
      cell: (hit) => {
        const isTicked = search.isTicked(hit.number);
        return (
          <span className={cx(styles.tick, isTicked && styles.ticked)} data-tick>
            {isTicked && <Icon of={IconCheck} size={12} />}
          </span>
        );
      },
    },
    {
      id: 'kwic',
      header: 'Hit in its context',
      track: 'minmax(320px, 1fr)',
      min: 320,
      cell: (hit) => <Kwic hit={hit} />,
    },
    {
      id: 'speaker',
      header: 'Speaker',
      track: 'minmax(80px, 130px)',
      min: 80,
      isSortable: true,
      cell: (hit) => <bdi title={hit.about || hit.speaker}>{hit.speaker || hit.about}</bdi>,
    },
    {
      id: 'article',
      header: 'Article',
      track: 'minmax(90px, 160px)',
      min: 90,
      isSortable: true,
      cell: (hit) => <bdi title={hit.title}>{hit.title || (hit.articleId ? 'Untitled' : '–')}</bdi>,
    },
    {
      id: 'publisher',
      header: 'Publisher',
      track: 'minmax(70px, 110px)',
      min: 70,
      isSortable: true,
      cell: (hit) => <bdi title={hit.publisher}>{hit.publisher}</bdi>,
    },
    {
      id: 'date',
      header: 'Date',
      track: '104px',
      min: 104,
      isSortable: true,
      cell: (hit) => formatNewsDate(hit.published),
    },
  ];
}

/** The hits of a search. Space ticks, arrows move, Enter opens. */
export function HitGrid(props: { readonly workspace: Workspace; readonly search: Search }) {
  const { workspace, search } = props;
  const state = useStore(search.store);
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const columns = useMemo(() => buildColumns(search), [search]);
  const ticked = useMemo(() => {
    const { ticks, pages } = state;
    const rows = [...pages.values()].flat();
    const isTicked = ({ number }: SearchHit) => ticks.numbers.has(number) !== ticks.all;
    return new Set(rows.filter(isTicked).map(({ number }) => String(number)));
  }, [state]);
  return (
    <div
      className={styles.hits}
      onClickCapture={({ target }) => {
        // Grid makes the row current; a click on its box ticks it as well.
        if (!(target instanceof Element) || !target.closest('[data-tick]')) return;
        const row = target.closest('[data-row]')?.getAttribute('data-row');
        if (row) search.tick({ index: Number(row) });
      }}
    >
      <Grid
        label="Hits"
        name={focusNames.hits}
        takesFocus
        columns={columns}
        count={state.count}
        rowAt={search.rowAt}
        list={String(state.listing)}
        idOf={(hit) => String(hit.number)}
        selected={ticked}
        onSelect={(change) => {
          if (change.kind === 'toggle') search.tick({ index: change.index });
          else if (change.kind === 'range') search.tickRange(change.from, change.to);
          else if (change.kind === 'all' || change.kind === 'none') search.tick(change.kind);
        }}
        current={state.current}
        onCurrentChange={search.setCurrent}
        onOpen={() => workspace.commands.run('search.open')}
        sort={{ column: state.sort, descending: state.descending }}
        onSort={({ column, descending }) => {
          const sort = (['speaker', 'article', 'publisher', 'date'] as const).find(
            (name) => name === column,
          );
          if (sort) search.setOrder({ sort, descending });
        }}
        onMenu={setMenuAt}
        onVisible={search.show}
        letterKeys={workspace.settings.get().singleKeys}
        rowHeight={34}
      />
      <ContextMenu
        label="Hit"
        at={menuAt}
        onClose={() => setMenuAt(null)}
        sections={menuAt ? buildHitMenu(workspace, search) : []}
      />
    </div>
  );
}
