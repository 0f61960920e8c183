import { useState } from 'react';
import { useSession } from '../../../app/workspace.ts';
import type { PickOption } from '../../../ui/PickList.tsx';
import { useAnnotate } from '../annotate-context.ts';
import { statusIcon } from '../marks/mark-views.ts';
import { ChoicePicker, OptionMark, type PickerProps } from './ChoicePicker.tsx';
import { foldName } from './names.ts';

/** Status of the claim that a mark is an occurrence of. */
export function StatusPicker({ annotation, close, anchor }: PickerProps) {
  const { actions } = useAnnotate();
  const [query, setQuery] = useState('');
  const statuses = useSession((state) => state.project?.codebook.claimStatuses) ?? [];
  const current = useSession((state) => state.claims.get(annotation.claimId ?? '')?.status);
  const choices = statuses
    .filter(({ name }) => foldName(name).includes(foldName(query)))
    .map((label): PickOption => ({
      id: label.id,
      label: label.name,
      start: <OptionMark colour={label.colour} icon={statusIcon(label.id)} />,
    }));
  return (
    <ChoicePicker
      title="Status of the claim"
      current={current}
      options={choices}
      query={query}
      onQuery={setQuery}
      anchor={anchor}
      onCancel={close}
      onChoose={(status) => {
        if (annotation.claimId !== null) actions.setClaimStatus(annotation.claimId, status);
        close();
      }}
      create={null}
    />
  );
}
