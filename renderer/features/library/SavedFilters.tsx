import { useState } from 'react';
import { useSession, useWorkspace, type Workspace } from '../../app/workspace.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconClose, IconSavedFilter } from '../../ui/icons.ts';
import { MenuButton } from '../../ui/Menu.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { describeFilter } from './facet-names.ts';
import {
  readSavedFilters,
  savedFiltersKey,
  toStoredFilter,
  type LibraryFilter,
  type SavedFilter,
} from './library-filter.ts';
import styles from './library.module.css';
import type { LibraryState } from './library-state.ts';

async function storeFilters(workspace: Workspace, filters: readonly SavedFilter[]): Promise<void> {
  const stored = filters.map(({ name, filter }) => ({ name, filter: toStoredFilter(filter) }));
  await workspace.session.run('project.update', { settings: { [savedFiltersKey]: stored } });
}

/** The saved filters of the project in a menu, and the way to their dialog. */
export function SavedFilters({ state }: { readonly state: LibraryState }) {
  const { commands } = useWorkspace();
  const project = useSession((session) => session.project);
  const saved = readSavedFilters(project?.project.settings ?? {});
  const save = commands.find('library.saveFilter');
  return (
    <MenuButton
      label="Saved filters"
      trigger={<IconButton icon={IconSavedFilter} label="Saved filters" />}
      sections={[
        saved.map(({ name, filter }) => ({
          id: `saved ${name}`,
          label: name,
          isChecked: JSON.stringify(filter) === JSON.stringify(state.filter),
          run: () => state.setFilter(filter),
        })),
        [
          {
            id: 'library.saveFilter',
            label: 'Save or remove filters…',
            isDisabled: save?.blocked() !== null,
            run: () => commands.run('library.saveFilter'),
          },
        ],
      ].filter((section) => section.length > 0)}
    />
  );
}

/** Give the present filter a name, or take saved ones away. */
export function SaveFilterDialog(props: {
  readonly workspace: Workspace;
  readonly filter: LibraryFilter;
  readonly onClose: () => void;
}) {
  const { workspace, filter, onClose } = props;
  const project = workspace.session.store.getState().project;
  const [saved, setSaved] = useState(() => readSavedFilters(project?.project.settings ?? {}));
  const [name, setName] = useState(() => describeFilter(filter, project).slice(0, 80));
  const isReplaced = saved.some((entry) => entry.name === name.trim());
  const store = (next: readonly SavedFilter[], message: string) => {
    setSaved([...next]);
    storeFilters(workspace, next)
      .then(() => workspace.offerUndo(message))
      .catch((error: unknown) => workspace.fail(error, 'Saving the filter'));
  };
  const save = () => {
    const entry = { name: name.trim(), filter };
    if (entry.name === '') return;
    const others = saved.filter((other) => other.name !== entry.name);
    store([...others, entry], `Filter “${entry.name}” saved`);
    onClose();
  };
  return (
    <Dialog
      title="Saved filters"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Close</Button>
          <Button tone="primary" isDisabled={name.trim() === ''} onPress={save}>
            {isReplaced ? 'Replace' : 'Save'}
          </Button>
        </>
      }
    >
      {/* A form for Enter: a key handler on the field would keep Esc from the dialog. */}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label="Name of the present filter"
          autoFocus
          value={name}
          maxLength={80}
          placeholder="All articles"
          onChange={setName}
        />
      </form>
      {saved.length > 0 && (
        <ul className={styles.saved} aria-label="Saved before">
          {saved.map((entry) => (
            <li key={entry.name}>
              <bdi>{entry.name}</bdi>
              <IconButton
                icon={IconClose}
                label={`Remove ${entry.name}`}
                onPress={() =>
                  store(
                    saved.filter((other) => other !== entry),
                    `Filter “${entry.name}” removed`,
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
