import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Entity, Id } from '../../shared/records/records.ts';
import { chordCaps } from '../commands/chord.ts';
import type { UiCommand } from '../commands/registry.ts';
import { IconClaim, IconEntity, IconFile, type IconType } from '../ui/icons.ts';
import { rankByWords } from '../ui/rank.ts';
import type { Frame } from './workspace.ts';

/** A row of the palette. */
export interface PaletteRow {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** Why it cannot be used now; null when it can. */
  readonly blocked: string | null;
  readonly caps: readonly string[];
  /** null for commands. */
  readonly icon: IconType | null;
  readonly run: () => void;
}

const prefixes = ['/', '@', '#', '>'] as const;
const maxRows = 50;

/**
 * What the palette shows for a query: commands and, from two letters on, articles. `>` commands only, `/` articles only (all of
 * them for an empty query), `@` the cast, `#` claims.
 */
export function usePaletteRows(frame: Frame, query: string): readonly PaletteRow[] {
  const prefix = prefixes.find((each) => query.startsWith(each)) ?? '';
  const words = (prefix === '' ? query : query.slice(1)).trim();
  const commands = useCommandRows(frame);
  const articles = useArticleRows(frame, { words, prefix });
  const nameOf = ({ label, detail }: PaletteRow) => `${label} ${detail}`;
  if (prefix === '@') return rankByWords(listCast(frame), words, nameOf).slice(0, maxRows);
  if (prefix === '#') return rankByWords(listClaims(frame), words, nameOf).slice(0, maxRows);
  if (prefix === '/') return articles;
  return [...rankByWords(commands, words, nameOf), ...articles];
}

function useCommandRows(frame: Frame): readonly PaletteRow[] {
  // What was focused when the palette opened decides what can run; asked once, before the palette takes the focus.
  return useMemo(() => {
    const { commands: registry } = frame;
    // What can be done here comes before what can be done anywhere.
    const distance = ({ context }: UiCommand, blocked: string | null) =>
      blocked !== null ? 2 : context === 'global' ? 1 : 0;
    return registry
      .list()
      .filter((command) => !command.keyOnly && command.id !== 'app.palette')
      .map((command) => ({ command, blocked: command.blocked() }))
      .map((each) => ({ ...each, distance: distance(each.command, each.blocked) }))
      .toSorted((left, right) => left.distance - right.distance)
      .map(({ command, blocked }): PaletteRow => {
        const chord = registry.keysOf(command.id)[0];
        return {
          id: command.id,
          label: command.label,
          detail: command.menu,
          blocked,
          caps: chord === undefined ? [] : chordCaps(chord, registry.platform),
          icon: null,
          // After the palette is gone and the focus is back where it was.
          run: () => setTimeout(() => registry.run(command.id), 0),
        };
      });
  }, [frame]);
}

/** Articles whose title or text has the words, when a project is open. */
function useArticleRows(
  frame: Frame,
  { words, prefix }: { readonly words: string; readonly prefix: string },
): readonly PaletteRow[] {
  const isAsked = prefix === '/' || (prefix === '' && words.length >= 2);
  const isOpen = frame.opened.getState() !== null;
  const { data } = useQuery({
    queryKey: ['palette', words, prefix],
    enabled: isOpen && isAsked,
    placeholderData: (before) => before,
    queryFn: () =>
      frame.clients.engine.call('article.list', {
        query: words,
        limit: prefix === '/' ? maxRows : 8,
      }),
  });
  if (!isOpen || !isAsked) return [];
  return (data?.rows ?? []).map((article) => ({
    id: article.id,
    label: article.title || 'Untitled article',
    detail: [article.publisher, article.published?.slice(0, 10)].filter(Boolean).join(' · '),
    blocked: null,
    caps: [],
    icon: IconFile,
    run: () => open(frame, article.id, null),
  }));
}

/** Members of the cast; going to one shows its first mark in the open article, else the first one anywhere. */
function listCast(frame: Frame): readonly PaletteRow[] {
  const workspace = frame.opened.getState();
  const state = workspace?.session.store.getState();
  const marks = [...(state?.article?.annotations.values() ?? [])];
  return [...(state?.entities.values() ?? [])]
    .filter(({ mergedInto }) => mergedInto === null)
    .map((entity) => {
      const mark =
        marks.find(({ entityId }) => entityId === entity.id) ??
        marks.find(({ speakerId }) => speakerId === entity.id);
      return {
        id: entity.id,
        label: entity.name,
        detail: [entity.type, ...entity.aliases].join(' · '),
        blocked: null,
        caps: [],
        icon: IconEntity,
        run: () => {
          if (mark) open(frame, mark.articleId, mark.id);
          else openFirstPlace(frame, entity).catch((error: unknown) => frame.fail(error));
        },
      };
    });
}

/** Open the first article in which a member of the cast is marked. */
async function openFirstPlace(frame: Frame, { id, name }: Entity): Promise<void> {
  const [place] = await frame.clients.engine.call('entity.places', { id });
  if (place) open(frame, place.articleId, place.annotationId);
  else frame.announce(`${name} is marked in no article.`);
}

/** Claims; going to one shows the first place where it occurs. */
function listClaims(frame: Frame): readonly PaletteRow[] {
  const claims = frame.opened.getState()?.session.store.getState().claims;
  return [...(claims?.values() ?? [])].map(({ claim, status, occurrences }) => {
    const [first] = occurrences;
    return {
      id: claim.id,
      label: claim.statement,
      detail: status,
      blocked: first ? null : 'Not marked in any article',
      caps: [],
      icon: IconClaim,
      run: () => {
        if (first) open(frame, first.articleId, first.annotationId);
      },
    };
  });
}

function open(frame: Frame, articleId: Id, annotationId: Id | null): void {
  const opening = frame.opened.getState()?.openArticle(articleId, annotationId);
  opening?.catch((error: unknown) => frame.fail(error));
}
