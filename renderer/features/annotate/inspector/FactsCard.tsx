import type { ClaimView } from '../../../../shared/contract/views.ts';
import type { Annotation } from '../../../../shared/records/records.ts';
import { useSession } from '../../../app/workspace.ts';
import { findStatus, statusIcon } from '../marks/mark-views.ts';
import { CardHead } from './CardHead.tsx';
import { describeMark, type Fact } from './describe-mark.ts';
import { EvidenceList } from './EvidenceList.tsx';
import styles from './Inspector.module.css';
import { StatusHistory } from './StatusHistory.tsx';
import { useMarkContext } from './use-mark-context.ts';

const names: Readonly<Record<string, string>> = {
  quotation: 'Quotation',
  mention: 'Entity',
  claim: 'Claim',
};

/** The card of a mark in a project that is open for reading only: its fields as words, those that are not set left out. */
export function FactsCard({ annotation }: { readonly annotation: Annotation }) {
  const context = useMarkContext();
  const view = useSession((state) =>
    annotation.claimId === null ? null : (state.claims.get(annotation.claimId) ?? null),
  );
  if (!context) return null;
  const name = names[annotation.layer] ?? annotation.layer;
  const status = view && findStatus(context.codebook, view.status);
  const facts: readonly Fact[] = [
    ...describeMark(context, annotation),
    ...(view
      ? [{ field: 'Status', value: `${statusIcon(view.status)} ${status?.name ?? view.status}` }]
      : []),
  ];
  return (
    <section aria-label={name}>
      <CardHead annotation={annotation} name={name} />
      <dl className={styles.facts}>
        {facts
          .filter(({ value }) => value !== '')
          .map(({ field, value }) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
      {view && <ClaimFacts view={view} />}
    </section>
  );
}

function ClaimFacts({ view }: { readonly view: ClaimView }) {
  return (
    <>
      {view.evidence.length > 0 && <EvidenceList view={view} />}
      <StatusHistory view={view} />
    </>
  );
}
