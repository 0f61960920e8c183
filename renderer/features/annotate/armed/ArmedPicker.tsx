import { useState } from 'react';
import type { PickOption } from '../../../ui/PickList.tsx';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { foldName } from '../pickers/names.ts';
import { ChoicePicker, OptionMark } from '../pickers/ChoicePicker.tsx';
import { listArmedChoices } from './armed-labels.ts';

/** The choice of the label for a pass over the text, while it is being made. */
export function ArmedPicker() {
  const isOpen = useAnnotateState((state) => state.isArming);
  return isOpen ? <OpenPicker /> : null;
}

function OpenPicker() {
  const { store, reader } = useAnnotate();
  const workspace = useWorkspace();
  const [query, setQuery] = useState('');
  const codebook = useSession((state) => state.project?.codebook);
  const folded = foldName(query);
  const choices = (codebook ? listArmedChoices(codebook) : []).filter(({ name, kind }) =>
    foldName(`${name} ${kind}`).includes(folded),
  );
  const close = () => {
    store.setState({ isArming: false });
    reader()?.focus();
  };
  return (
    <ChoicePicker
      title="Mark selections as"
      options={choices.map(({ id, name, kind, colour }): PickOption => ({
        id,
        label: name,
        ...(kind !== '' && { detail: kind }),
        start: <OptionMark colour={colour} icon="●" />,
      }))}
      query={query}
      onQuery={setQuery}
      anchor={null}
      onCancel={close}
      onChoose={(id) => {
        const choice = choices.find((each) => each.id === id);
        if (!choice) return;
        store.setState({ armed: { layer: choice.layer, label: choice.label } });
        close();
        workspace.announce(`Every text you select is marked: ${choice.name}. Esc ends.`);
      }}
      create={null}
    />
  );
}
