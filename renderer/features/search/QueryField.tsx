import { useId } from 'react';
import { writeFilter } from '../../../shared/search/filter-terms.ts';
import { queryFields } from '../../../shared/search/query-tokens.ts';
import { useSession, type Workspace } from '../../app/workspace.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconClose, IconPlus, IconSearch } from '../../ui/icons.ts';
import { MenuButton } from '../../ui/Menu.tsx';
import { describeFilter, filterNames } from './filter-values.ts';
import { FilterValueList } from './FilterValueList.tsx';
import styles from './QueryField.module.css';
import { focusNames } from './search-commands.ts';
import { isBlank } from './search-query.ts';
import type { Search } from './search-store.ts';
import { useQueryField } from './use-query-field.ts';

/**
 * The words of a query with its filters as chips before them. A filter that is typed becomes a chip with the space after it;
 * Backspace before the first character takes the last chip away.
 */
export function QueryField(props: { readonly workspace: Workspace; readonly search: Search }) {
  const { workspace, search } = props;
  const codebook = useSession(({ project }) => project?.codebook);
  const listId = useId();
  const { input, close, ...field } = useQueryField(workspace, search);
  const { query, typed, values, at } = field;
  const { text, filters, scope } = query;
  return (
    <div className={styles.field}>
      <div className={styles.box}>
        <Icon of={IconSearch} className={styles.lens} />
        <div className={styles.parts}>
          {filters.map((filter, i) => {
            const label = describeFilter(filter, scope, codebook);
            return (
              <Chip
                key={writeFilter(filter)}
                className={styles.chip}
                removeLabel={`Remove filter ${label}`}
                onRemove={() => field.remove(i)}
              >
                <button
                  type="button"
                  className={styles.edit}
                  aria-label={`Change filter ${label}`}
                  onClick={() => field.edit(filter, i)}
                >
                  <bdi>{label}</bdi>
                </button>
              </Chip>
            );
          })}
          <input
            ref={input}
            type="search"
            role="combobox"
            className={styles.input}
            aria-label="Search all articles"
            aria-autocomplete="list"
            aria-expanded={values.length > 0}
            aria-controls={typed ? listId : undefined}
            aria-describedby={typed ? `${listId}-hint` : undefined}
            aria-activedescendant={at === null ? undefined : `${listId}-${at}`}
            value={text}
            dir="auto"
            spellCheck={false}
            placeholder={
              filters.length > 0
                ? 'Words'
                : 'Words, “phrases”, prefix*, OR, -not, /pattern/, speaker:Name'
            }
            data-focus-name={focusNames.query}
            onChange={({ target }) => field.write(target.value, target.selectionStart ?? undefined)}
            onSelect={({ currentTarget }) =>
              field.setCaret(currentTarget.selectionStart ?? text.length)
            }
            onBlur={close}
            onKeyDown={field.onKeyDown}
          />
        </div>
        {!isBlank(query) && (
          <button
            type="button"
            className={styles.clear}
            aria-label="Clear search"
            onClick={field.clear}
          >
            <Icon of={IconClose} size={14} />
          </button>
        )}
      </div>
      <MenuButton
        label="Filters"
        trigger={<IconButton icon={IconPlus} label="Add a filter" />}
        sections={[
          queryFields.map((id) => ({
            id,
            label: filterNames[id].label,
            shortcut: `${id}:`,
            run: () => field.begin(id),
          })),
        ]}
      />
      {typed && (
        <FilterValueList
          id={listId}
          label={filterNames[typed.field].label}
          hint={filterNames[typed.field].hint}
          values={values}
          active={at}
          onChoose={field.choose}
        />
      )}
    </div>
  );
}
