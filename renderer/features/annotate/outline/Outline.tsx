import { useMemo, useState } from 'react';
import type { Annotation, Id } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { foldName } from '../pickers/names.ts';
import { inTextOrder } from '../marks/mark-order.ts';
import type { MarkContext } from '../marks/mark-views.ts';
import { LastDecisions } from './LastDecisions.tsx';
import {
  buildOutlineItems,
  countInside,
  countOpenComments,
  listParagraphs,
} from './outline-items.ts';
import { isListed, kindsOf, outlineKinds } from './outline-kinds.ts';
import { matchesFilter } from './outline-rows.ts';
import { OutlineList } from './OutlineList.tsx';
import styles from './Outline.module.css';

const none: ReadonlyMap<Id, Annotation> = new Map();

/** What marks are described from; null until the project is there. */
export function useMarkContext(): MarkContext | null {
  const codebook = useSession((state) => state.project?.codebook);
  const entities = useSession((state) => state.entities);
  const claims = useSession((state) => state.claims);
  return useMemo(
    () => (codebook ? { codebook, entities, claims } : null),
    [codebook, entities, claims],
  );
}

/** The marks of the article with what the outline counts of them. */
function useMarks() {
  const annotations = useSession((state) => state.article?.annotations) ?? none;
  const comments = useSession((state) => state.article?.comments);
  return useMemo(() => {
    const ordered = inTextOrder(annotations);
    const openComments = countOpenComments(comments?.values() ?? []);
    const counts = new Map<string, number>();
    for (const annotation of ordered) {
      for (const kind of kindsOf(annotation, openComments)) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
    }
    return { ordered, openComments, counts, inside: countInside(ordered) };
  }, [annotations, comments]);
}

/** Every mark of the article in the order of the text, by paragraph, with what narrows the list and what was decided last. */
export function Outline() {
  const { store } = useAnnotate();
  const query = useAnnotateState((state) => state.outlineFilter);
  const pressed = useAnnotateState((state) => state.outlineKinds);
  const context = useMarkContext();
  const document = useSession((state) => state.article?.revision.document);
  const paragraphs = useMemo(() => (document ? listParagraphs(document) : []), [document]);
  const { ordered, openComments, counts, inside } = useMarks();
  const listed = useMemo(() => {
    const filter = foldName(query);
    return ordered.filter(
      (annotation) =>
        isListed(kindsOf(annotation, openComments), pressed) &&
        context !== null &&
        matchesFilter(context, annotation, filter),
    );
  }, [ordered, openComments, pressed, query, context]);
  const items = useMemo(() => buildOutlineItems(listed, paragraphs), [listed, paragraphs]);
  return (
    <div className={styles.outline}>
      <Kinds counts={counts} />
      <div className={styles.filter}>
        <SearchField
          label="Filter marks"
          name="outline-filter"
          value={query}
          onChange={(outlineFilter) => store.setState({ outlineFilter })}
          placeholder="Filter: words, speaker, type"
          onLeave={() => focusList()}
        />
      </div>
      {context && listed.length > 0 && (
        <OutlineList items={items} context={context} inside={inside} openComments={openComments} />
      )}
      {listed.length === 0 && <Nothing hasMarks={ordered.length > 0} query={query} />}
      <Foot listed={listed} all={ordered.length} />
    </div>
  );
}

function focusList(): void {
  document.querySelector<HTMLElement>('#outline [role=listbox]')?.focus();
}

function Kinds({ counts }: { readonly counts: ReadonlyMap<string, number> }) {
  const { store } = useAnnotate();
  const pressed = useAnnotateState((state) => state.outlineKinds);
  return (
    <div className={styles.tabs} role="group" aria-label="Kinds of marks">
      {outlineKinds.map(({ id, name, icon, way }) => (
        <button
          key={id}
          type="button"
          className={styles.tab}
          aria-pressed={pressed.has(id)}
          aria-label={`${name}, ${counts.get(id) ?? 0}`}
          title={way === 'layer' ? `Show ${name.toLowerCase()}` : `Only ${name.toLowerCase()}`}
          data-way={way}
          onClick={() => {
            const next = new Set(pressed);
            if (!next.delete(id)) next.add(id);
            store.setState({ outlineKinds: next });
          }}
        >
          <Icon of={icon} size={14} />
          {counts.get(id) ?? 0}
        </button>
      ))}
    </div>
  );
}

/** Why the list is empty, with the way out. */
function Nothing(props: { readonly hasMarks: boolean; readonly query: string }) {
  const { store } = useAnnotate();
  const { commands } = useWorkspace();
  const pressed = useAnnotateState((state) => state.outlineKinds);
  const { hasMarks, query } = props;
  if (!hasMarks) {
    const keys = ['annotate.quotation', 'annotate.entity', 'annotate.claim'].map((id) =>
      commands.keyOf(id),
    );
    return <p className={styles.empty}>No marks yet. Select text and press {keys.join(', ')}.</p>;
  }
  const narrowing = outlineKinds.filter(({ id, way }) => way === 'narrowing' && pressed.has(id));
  const filters = [
    ...(query === '' ? [] : [`“${query}”`]),
    ...narrowing.map(({ name }) => `only ${name.toLowerCase()}`),
    ...outlineKinds
      .filter(({ id, way }) => way === 'layer' && !pressed.has(id))
      .map(({ name }) => `no ${name.toLowerCase()}`),
  ];
  return (
    <div className={styles.empty}>
      <p>No mark fits the filter: {filters.join(', ')}.</p>
      <button
        type="button"
        className={styles.clear}
        onClick={() =>
          store.setState({ outlineFilter: '', outlineKinds: store.getInitialState().outlineKinds })
        }
      >
        Show all marks
      </button>
    </div>
  );
}

function Foot(props: { readonly listed: readonly Annotation[]; readonly all: number }) {
  const { listed, all } = props;
  const pending = listed.filter(({ state }) => state === 'suggested').length;
  const count = listed.length === all ? `${all}` : `${listed.length} of ${all}`;
  const [isOpen, setIsOpen] = useOpenState();
  return (
    <div className={styles.foot}>
      <p className={styles.count} data-outline-count>
        {count} {all === 1 ? 'mark' : 'marks'}
        {pending > 0 && ` · ${pending} pending`}
      </p>
      <LastDecisions isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} />
    </div>
  );
}

/** Whether the last decisions are unfolded, as this project's window remembers it. */
function useOpenState(): [boolean, (isOpen: boolean) => void] {
  const { places } = useWorkspace();
  const [isOpen, setIsOpen] = useState(places.get('decisions') !== false);
  return [
    isOpen,
    (next) => {
      setIsOpen(next);
      places.set('decisions', next);
    },
  ];
}
