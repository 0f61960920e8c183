import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ArticleFeature } from '../../../shared/contract/article-features.ts';
import type { ArticleFacets, FacetValue } from '../../../shared/contract/library-views.ts';
import { useSession } from '../../app/workspace.ts';
import { cx } from '../../ui/cx.ts';
import { formatNewsDate } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconCheck, IconChevronDown, IconChevronRight } from '../../ui/icons.ts';
import { featureNames, nameValue } from './facet-names.ts';
import styles from './facets.module.css';
import type { ValuePart } from './library-filter.ts';
import type { LibraryState } from './library-state.ts';

/** Values in sight before “Show all”. */
const firstValues = 6;

const valueGroups = [
  { part: 'publishers', title: 'Publisher' },
  { part: 'tags', title: 'Tag' },
  { part: 'languages', title: 'Language' },
  { part: 'annotators', title: 'Annotator' },
  { part: 'claimStatuses', title: 'Claim status' },
] as const satisfies readonly { part: ValuePart; title: string }[];

/** Arrows, Home and End go through the panel, so that Tab leaves it at once. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(stops.length - 1, at + 1),
    ArrowUp: Math.max(0, at - 1),
    Home: 0,
    End: stops.length - 1,
  };
  const target = targets[event.key];
  if (at < 0 || target === undefined) return;
  event.preventDefault();
  for (const [index, stop] of stops.entries()) stop.tabIndex = index === target ? 0 : -1;
  stops[target]?.focus();
}

/** Values that articles have, with counts, to narrow the list by. */
export function FacetPanel(props: {
  readonly state: LibraryState;
  /** null until they are counted. */
  readonly facets: ArticleFacets | null;
}) {
  const { state, facets } = props;
  const project = useSession((session) => session.project);
  const { filter } = state;
  const toggle = (part: ValuePart, value: string) => {
    const rest = filter[part].filter((other) => other !== value);
    const next = rest.length < filter[part].length ? rest : [...rest, value];
    state.change({ [part]: next });
  };
  const toggleFeature = (value: string) => {
    const feature = value as ArticleFeature;
    const rest = filter.has.filter((other) => other !== feature);
    state.change({ has: rest.length < filter.has.length ? rest : [...rest, feature] });
  };
  const fold = {
    isFolded: (title: string) => state.folded.includes(title),
    onFold: (title: string) => {
      const rest = state.folded.filter((other) => other !== title);
      state.keep({ folded: rest.length < state.folded.length ? rest : [...rest, title] });
    },
  };
  return (
    <aside
      id="library-facets"
      className={styles.panel}
      aria-label="Filters"
      data-pane="filters"
      style={{ width: state.facetSize }}
      onKeyDown={moveFocus}
    >
      {!facets && <p className={styles.note}>Counting…</p>}
      {facets?.published.length === 0 && (
        <p className={styles.note}>No article matches: there is nothing to narrow by.</p>
      )}
      {facets &&
        valueGroups.map(({ part, title }) => (
          <Values
            key={part}
            title={title}
            values={facets[part]}
            chosen={filter[part]}
            name={(value) => nameValue(part, value, project)}
            onToggle={(value) => toggle(part, value)}
            {...fold}
          />
        ))}
      {facets && <Dates values={facets.published} state={state} {...fold} />}
      {facets && (
        <Values
          title="With"
          values={facets.has.filter(
            ({ value, count }) => count > 0 || filter.has.some((chosen) => chosen === value),
          )}
          chosen={filter.has}
          name={(value) => featureNames[value as ArticleFeature]}
          onToggle={toggleFeature}
          isAlwaysThere
          {...fold}
        />
      )}
    </aside>
  );
}

interface FoldProps {
  readonly isFolded: (title: string) => boolean;
  readonly onFold: (title: string) => void;
}

function Group(props: FoldProps & { readonly title: string; readonly children: ReactNode }) {
  const { title, children, isFolded, onFold } = props;
  const isOpen = !isFolded(title);
  return (
    <section className={styles.group} aria-label={title}>
      <button
        type="button"
        className={styles.title}
        aria-expanded={isOpen}
        data-stop
        onClick={() => onFold(title)}
      >
        <Icon of={isOpen ? IconChevronDown : IconChevronRight} size={14} />
        {title}
      </button>
      {isOpen && children}
    </section>
  );
}

interface ItemProps {
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly onToggle: () => void;
  readonly isNested?: boolean;
}

function Item({ label, count, isOn, onToggle, isNested = false }: ItemProps) {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={isOn}
      aria-label={`${label}, ${count.toLocaleString()}`}
      title={label}
      className={cx(styles.item, isNested && styles.nested)}
      data-stop
      tabIndex={-1}
      onClick={onToggle}
    >
      <span className={styles.box}>{isOn && <Icon of={IconCheck} size={12} />}</span>
      <bdi className={styles.label}>{label}</bdi>
      <span className={styles.count}>{count.toLocaleString()}</span>
    </button>
  );
}

interface ValuesProps extends FoldProps {
  readonly title: string;
  readonly values: readonly FacetValue[];
  readonly chosen: readonly string[];
  readonly name: (value: string) => string;
  readonly onToggle: (value: string) => void;
  /** Also with a single value, which narrows nothing. */
  readonly isAlwaysThere?: boolean;
}

function Values({ title, values, chosen, name, onToggle, isAlwaysThere, ...fold }: ValuesProps) {
  const [isLong, setIsLong] = useState(false);
  const least = isAlwaysThere ? 1 : 2;
  if (values.length < least && chosen.length === 0) return null;
  const shown = values.filter(
    ({ value }, index) => isLong || index < firstValues || chosen.includes(value),
  );
  return (
    <Group title={title} {...fold}>
      {shown.map(({ value, count }) => (
        <Item
          key={value}
          label={name(value)}
          count={count}
          isOn={chosen.includes(value)}
          onToggle={() => onToggle(value)}
        />
      ))}
      {values.length > firstValues && (
        <button
          type="button"
          className={styles.more}
          data-stop
          tabIndex={-1}
          onClick={() => setIsLong(!isLong)}
        >
          {isLong ? 'Show fewer' : `Show all ${values.length.toLocaleString()}`}
        </button>
      )}
    </Group>
  );
}

interface DatesProps extends FoldProps {
  readonly values: readonly FacetValue[];
  readonly state: LibraryState;
}

/** Years, and the months of the chosen one. */
function Dates({ values, state, ...fold }: DatesProps) {
  const { publishedFrom, publishedTo } = state.filter;
  const chosen = publishedFrom === publishedTo ? publishedFrom : null;
  const dated = values.filter(({ value }) => value !== '');
  const years = new Map<string, number>();
  for (const { value, count } of dated) {
    const year = value.slice(0, 4);
    years.set(year, (years.get(year) ?? 0) + count);
  }
  if (dated.length < 2 && chosen === null) return null;
  const toggle = (value: string) => {
    // Without its month the year is still chosen.
    const next = chosen === value ? (value.length > 4 ? value.slice(0, 4) : null) : value;
    state.change({ publishedFrom: next, publishedTo: next });
  };
  return (
    <Group title="Date" {...fold}>
      {[...years].map(([year, count]) => {
        const isOpen = chosen?.startsWith(year) ?? years.size === 1;
        return [
          <Item
            key={year}
            label={year}
            count={count}
            isOn={chosen === year}
            onToggle={() => toggle(year)}
          />,
          ...dated
            .filter(({ value }) => isOpen && value.length > 4 && value.startsWith(year))
            .map((month) => (
              <Item
                key={month.value}
                label={formatNewsDate(month.value)}
                count={month.count}
                isOn={chosen === month.value}
                onToggle={() => toggle(month.value)}
                isNested
              />
            )),
        ];
      })}
    </Group>
  );
}
