import type { Annotation, Id } from '../../../../shared/records/records.ts';
import {
  IconClaim,
  IconEntity,
  IconFlag,
  IconQuestion,
  IconQuotation,
  type IconType,
} from '../../../ui/icons.ts';

/** One of the toggles over the outline. */
export interface OutlineKind {
  readonly id: string;
  readonly name: string;
  readonly icon: IconType;
  /** A layer is listed while it is pressed; a narrowing one leaves only its own marks when it is pressed. */
  readonly way: 'layer' | 'narrowing';
}

/** Toggles in their order. */
export const outlineKinds: readonly OutlineKind[] = [
  { id: 'quotation', name: 'Quotations', icon: IconQuotation, way: 'layer' },
  { id: 'mention', name: 'Entities', icon: IconEntity, way: 'layer' },
  { id: 'claim', name: 'Claims', icon: IconClaim, way: 'layer' },
  { id: 'suggestions', name: 'Suggestions', icon: IconQuestion, way: 'narrowing' },
  { id: 'flags', name: 'Flags', icon: IconFlag, way: 'narrowing' },
];

/** Toggles that are pressed to begin with: every layer. */
export const initialKinds: ReadonlySet<string> = new Set(
  outlineKinds.filter(({ way }) => way === 'layer').map(({ id }) => id),
);

/** The kinds that a mark counts for. */
export function kindsOf(annotation: Annotation, openComments: ReadonlyMap<Id, number>): string[] {
  const isFlagged = annotation.doubt || openComments.has(annotation.id);
  return [
    annotation.layer,
    ...(annotation.state === 'suggested' ? ['suggestions'] : []),
    ...(isFlagged ? ['flags'] : []),
  ];
}

/** Whether a mark is listed with these toggles pressed. Layers of the codebook that have no toggle always are. */
export function isListed(kinds: readonly string[], pressed: ReadonlySet<string>): boolean {
  const [layer = ''] = kinds;
  const hasToggle = outlineKinds.some(({ id }) => id === layer);
  if (hasToggle && !pressed.has(layer)) return false;
  const narrowing = outlineKinds.filter(({ id, way }) => way === 'narrowing' && pressed.has(id));
  return narrowing.length === 0 || narrowing.some(({ id }) => kinds.includes(id));
}
