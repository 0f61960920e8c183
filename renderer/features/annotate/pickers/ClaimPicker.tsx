import { useMemo, useState } from 'react';
import { findLabelIn } from './labels.ts';
import type { ClaimView } from '../../../../shared/contract/views.ts';
import { useSession } from '../../../app/workspace.ts';
import { formatCount } from '../../../ui/format.ts';
import type { PickOption } from '../../../ui/PickList.tsx';
import { useAnnotate } from '../annotate-context.ts';
import { statusIcon } from '../marks/mark-views.ts';
import { ChoicePicker, OptionMark, type PickerProps } from './ChoicePicker.tsx';
import { foldName } from './names.ts';
import { rankClaims } from './rank-claims.ts';

const limit = 40;
const unlink = '-unlink';

function countArticles({ occurrences }: ClaimView): number {
  return new Set(occurrences.map(({ articleId }) => articleId)).size;
}

/** Which claim a mark is an occurrence of: those that say nearly the same first, or a new one. */
export function ClaimPicker({ annotation, close, anchor }: PickerProps) {
  const { actions } = useAnnotate();
  const [query, setQuery] = useState('');
  const claims = useSession((state) => state.claims);
  const statuses = useSession((state) => state.project?.codebook.claimStatuses) ?? [];
  const text = annotation.segments.map(({ exact }) => exact).join(' ');
  const ranked = useMemo(() => rankClaims(claims.values(), query, text), [claims, query, text]);
  const choices = ranked.slice(0, limit).map(({ view }): PickOption => {
    const status = findLabelIn(statuses, view.status);
    return {
      id: view.claim.id,
      label: view.claim.statement,
      below: `${status?.name ?? view.status} · ${formatCount(countArticles(view), 'article')}`,
      start: <OptionMark colour={status?.colour ?? 'claim-line'} icon={statusIcon(view.status)} />,
    };
  });
  const statement = (query.trim() || text.replace(/\s+/gu, ' ')).trim();
  const isKnown = ranked.some(({ view }) => foldName(view.claim.statement) === foldName(statement));
  const linkTo = (id: string) => {
    actions.linkClaim(annotation.id, id === unlink ? null : id);
    close();
  };
  return (
    <ChoicePicker
      title="Which claim is this?"
      current={annotation.claimId ?? undefined}
      options={choices}
      query={query}
      onQuery={setQuery}
      anchor={anchor}
      onCancel={close}
      onChoose={linkTo}
      create={
        isKnown
          ? null
          : {
              label: `New claim “${statement}”`,
              run: () => {
                actions.createClaimAndLink(annotation.id, statement);
                close();
              },
            }
      }
      extras={
        annotation.claimId === null
          ? []
          : [{ id: unlink, label: 'No claim', start: <OptionMark colour="muted" icon="∅" /> }]
      }
    />
  );
}
