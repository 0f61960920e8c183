import { useEffect, useState } from 'react';
import type { ArticleChoice, ArticleChoices } from '../../shared/contract/library-views.ts';
import type { Id } from '../../shared/records/records.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { IconCheck, IconMinus } from '../ui/icons.ts';
import { PickList } from '../ui/PickList.tsx';
import styles from './palette.module.css';
import type { Workspace } from './workspace.ts';

export interface ChoicePickerProps {
  readonly workspace: Workspace;
  readonly ids: readonly Id[];
  readonly onClose: () => void;
}

/** What the articles have in common; null until it is known. */
function useChoices({ workspace, ids, onClose }: ChoicePickerProps): ArticleChoices | null {
  const [choices, setChoices] = useState<ArticleChoices | null>(null);
  useEffect(() => {
    workspace.clients.engine
      .call('article.choices', { ids: [...ids] })
      .then(setChoices)
      .catch((error: unknown) => {
        onClose();
        workspace.fail(error);
      });
    // The articles are those for which the picker was opened.
  }, [workspace, ids, onClose]);
  return choices;
}

interface NamedChoice extends ArticleChoice {
  readonly name: string;
}

interface ChoicesProps {
  readonly label: string;
  readonly placeholder: string;
  readonly count: number;
  readonly choices: readonly NamedChoice[];
  readonly emptyText: string;
  readonly onToggle: (choice: NamedChoice) => void;
  readonly onCreate?: (name: string) => void;
  readonly onClose: () => void;
}

/** How many of the articles have it, in sign and words: all, some or none. */
function describe({ chosen, total }: ArticleChoice, count: number) {
  const isAll = chosen === count;
  const start = (
    <span className={styles.sign}>
      {chosen > 0 && <Icon of={isAll ? IconCheck : IconMinus} size={14} />}
    </span>
  );
  if (count > 1 && chosen > 0) {
    return { start, detail: isAll ? `on all ${count}` : `on ${chosen} of ${count}` };
  }
  return { start, detail: formatCount(total, 'article') };
}

/** One of a list for all the articles: what all of them have is taken away, everything else is given to all. */
function Choices(props: ChoicesProps) {
  const { label, choices, count, onToggle, onCreate } = props;
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const shown = choices.filter(({ name }) => name.toLowerCase().includes(wanted));
  const isNew = !choices.some(({ name }) => name.toLowerCase() === wanted);
  return (
    <Dialog title={label} bare dismissable width={380} place="top" onClose={props.onClose}>
      <PickList
        label={label}
        placeholder={props.placeholder}
        query={query}
        onQueryChange={setQuery}
        groups={[
          {
            id: 'choices',
            label: '',
            options: shown.map((choice) => ({
              id: choice.value,
              label: choice.name,
              ...describe(choice, count),
            })),
          },
        ]}
        emptyText={props.emptyText}
        onChoose={(id) => {
          const choice = choices.find(({ value }) => value === id);
          if (choice) onToggle(choice);
        }}
        {...(onCreate && isNew && wanted !== '' && { onCreate })}
      />
    </Dialog>
  );
}

/** Give a tag to articles or take it away from them. */
export function TagPicker(props: ChoicePickerProps) {
  const { workspace, ids, onClose } = props;
  const choices = useChoices(props);
  if (!choices) return null;
  const tag = (name: string, what: 'add' | 'remove') => {
    onClose();
    workspace.session
      .run('article.tag', { ids: [...ids], [what]: [name] })
      .then(() => {
        const articles = formatCount(ids.length, 'article');
        const done = what === 'add' ? 'tagged' : 'no longer tagged';
        workspace.offerUndo(`${articles} ${done} “${name}”`);
      })
      .catch((error: unknown) => workspace.fail(error, 'Tagging'));
  };
  return (
    <Choices
      label="Tags"
      placeholder={`Tag ${formatCount(ids.length, 'article')}`}
      count={ids.length}
      choices={choices.tags.map((choice) => ({ ...choice, name: choice.value }))}
      emptyText="Type the name of a new tag."
      onToggle={({ name, chosen }) => tag(name, chosen === ids.length ? 'remove' : 'add')}
      onCreate={(name) => tag(name, 'add')}
      onClose={onClose}
    />
  );
}

/** Give articles to an annotator, or take those back with which he or she has not begun. */
export function AssignPicker(props: ChoicePickerProps) {
  const { workspace, ids, onClose } = props;
  const choices = useChoices(props);
  if (!choices) return null;
  const annotators = workspace.session.store.getState().project?.annotators ?? [];
  const assign = async (annotatorId: Id, name: string, isBack: boolean) => {
    const command = isBack ? 'article.unassign' : 'article.assign';
    const { value } = await workspace.session.run(command, { ids: [...ids], annotatorId });
    const count = typeof value === 'object' && value !== null && 'count' in value ? value.count : 0;
    const done = Number(count);
    const articles = formatCount(done, 'article');
    if (done > 0) {
      workspace.offerUndo(
        isBack ? `${articles} taken back from ${name}` : `${articles} assigned to ${name}`,
      );
    } else workspace.announce(`${name} has begun with all of them`);
  };
  return (
    <Choices
      label="Assign to"
      placeholder={`Assign ${formatCount(ids.length, 'article')} to`}
      count={ids.length}
      choices={annotators.map(({ id, name }) => {
        const known = choices.annotators.find(({ value }) => value === id);
        return { value: id, name, chosen: known?.chosen ?? 0, total: known?.total ?? 0 };
      })}
      emptyText="Nobody has worked in this project yet. Annotators appear with their first change."
      onToggle={({ value, name, chosen }) => {
        onClose();
        assign(value, name, chosen === ids.length).catch((error: unknown) =>
          workspace.fail(error, 'Assigning'),
        );
      }}
      onClose={onClose}
    />
  );
}
