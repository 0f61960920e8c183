import { useEffect, useRef, useState } from 'react';
import type { Workspace } from '../../app/workspace.ts';
import { findArticlePlace } from '../../state/article-place.ts';
import type { ArticleFilter, ArticleWindow } from '../../state/queries.ts';
import type { GridSelectionChange } from '../../ui/Grid.tsx';

const nothing: ReadonlySet<string> = new Set();

/** Selected ids and the row of the keyboard, with the changes that a grid reports. */
export function useSelection(articles: ArticleWindow, order: ArticleFilter, workspace: Workspace) {
  const [selected, setSelected] = useState(nothing);
  const [current, setCurrent] = useState(0);
  /** Whether the person has gone to a row: nothing that comes later takes the keyboard elsewhere. */
  const hasMoved = useRef(false);
  const total = articles.list?.total ?? 0;
  const at = Math.min(current, Math.max(0, total - 1));
  const currentId = articles.rowAt(at)?.id ?? null;
  useFollow(articles, order, workspace, { at, currentId, setCurrent });
  /** The selection that is being fetched; null when none is. What is done meanwhile must not be done to that of before. */
  const wanted = useRef<symbol | null>(null);
  const selectRange = (from: number, to: number) => {
    const loaded = listLoaded(articles, from, to);
    if (loaded) {
      setSelected(new Set(loaded));
      return;
    }
    const mine = Symbol('selection');
    wanted.current = mine;
    articles
      .idsOf(from, to)
      .then((ids) => {
        if (wanted.current === mine) setSelected(new Set(ids));
      })
      .catch((error: unknown) => workspace.fail(error))
      .finally(() => {
        if (wanted.current === mine) wanted.current = null;
      });
  };
  const change = (what: GridSelectionChange) => {
    wanted.current = null;
    hasMoved.current = true;
    if (what.kind === 'none') setSelected(nothing);
    else if (what.kind === 'only' || what.kind === 'toggle') {
      const { id } = what;
      if (id === null) setSelected(nothing);
      else if (what.kind === 'only') setSelected(new Set([id]));
      else {
        setSelected((before) => {
          const next = new Set(before);
          if (!next.delete(id)) next.add(id);
          return next;
        });
      }
    } else {
      const [from, to] =
        what.kind === 'range'
          ? [Math.min(what.from, what.to), Math.max(what.from, what.to)]
          : [0, total - 1];
      selectRange(from, to);
    }
  };
  return {
    selected,
    change,
    current: at,
    setCurrent,
    /** The person goes to a row. */
    moveTo: (index: number): void => {
      hasMoved.current = true;
      setCurrent(index);
    },
    /** The row where the person was before, found only now. */
    comeBack: (index: number): void => {
      if (!hasMoved.current) setCurrent(index);
    },
    currentId,
    /** What commands act on: a row that the keyboard is on counts as selected when nothing else is. Nothing while it is fetched. */
    listIds: (): readonly string[] => {
      if (wanted.current !== null) return [];
      return selected.size > 0 ? [...selected] : currentId === null ? [] : [currentId];
    },
    clear: () => setSelected(nothing),
  };
}

/** Ids of rows when all of them are there; null when one is not. More than a screen or two is asked for in one go. */
function listLoaded({ rowAt }: ArticleWindow, from: number, to: number): string[] | null {
  if (to - from > 300) return null;
  const ids: string[] = [];
  for (let index = from; index <= to; index += 1) {
    const id = rowAt(index)?.id;
    if (id === undefined) return null;
    ids.push(id);
  }
  return ids;
}

/** What `useSelection` gives. */
export type Selection = ReturnType<typeof useSelection>;

interface Standing {
  readonly at: number;
  readonly currentId: string | null;
  readonly setCurrent: (index: number) => void;
}

/** A step may move the article of the keyboard's row elsewhere in the list: the keyboard goes with it. */
function useFollow(
  { list }: ArticleWindow,
  order: ArticleFilter,
  workspace: Workspace,
  { at, currentId, setCurrent }: Standing,
): void {
  const followed = useRef({ at, order, list, id: currentId });
  useEffect(() => {
    const before = followed.current;
    // While its rows are being fetched it is not known what stands there.
    if (currentId === null) return;
    followed.current = { at, order, list, id: currentId };
    const isMoved = before.at === at && before.order === order && before.list !== list;
    if (!isMoved || before.id === null || before.id === currentId) return;
    const { id } = before;
    findArticlePlace(workspace.clients.engine, order, id)
      .then((place) => {
        // Gone from the list: whatever has come to its place is the next to work on.
        if (place && followed.current.id === currentId) {
          followed.current = { ...followed.current, at: place.index, id };
          setCurrent(place.index);
        }
      })
      .catch((error: unknown) => workspace.fail(error, 'Listing the articles'));
  });
}

/**
 * Go back to the article that one comes from.
 *
 * @returns Whether the keyboard is where it belongs; false while the article is being looked for.
 */
export function useReturn(
  workspace: Workspace,
  order: ArticleFilter,
  comeBack: (index: number) => void,
): boolean {
  const [cameFrom] = useState(() => workspace.session.store.getState().article?.article.id ?? null);
  const [isPlaced, setIsPlaced] = useState(cameFrom === null);
  const latest = useRef({ order, comeBack });
  useEffect(() => {
    latest.current = { order, comeBack };
  });
  useEffect(() => {
    if (cameFrom === null) return;
    const find = async () => {
      const { engine } = workspace.clients;
      const place = await findArticlePlace(engine, latest.current.order, cameFrom);
      if (place) latest.current.comeBack(place.index);
      setIsPlaced(true);
    };
    find().catch((error: unknown) => workspace.fail(error, 'Listing the articles'));
  }, [workspace, cameFrom]);
  return isPlaced;
}
