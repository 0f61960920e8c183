import type { Codebook } from '../codebook/codebook.ts';
import { paperColourOf } from '../codebook/colours.ts';
import type { Annotation, Claim, Entity, Segment } from '../records/records.ts';
import { buildGuid } from './guid.ts';
import { buildCode, buildCodes, type QdaCode } from './refi-codes.ts';

/** The codes of a project while it is written: those of the codebook, and others from when they are first used. */
export interface CodeRegistry {
  readonly ofMark: (annotation: Annotation) => string;
  readonly ofRole: (annotation: Annotation, segment: Segment) => string;
  /** Codes of attribute values that the codebook lists. */
  readonly ofAttributes: (annotation: Annotation) => readonly string[];
  readonly ofEntity: (entity: Entity) => string;
  readonly ofClaim: (claim: Claim) => string;
  readonly ofStatus: (status: string) => string;
  readonly ofState: (state: string) => string;
  readonly ofDoubt: () => string;
  /** All of them, in trees. */
  readonly list: () => readonly QdaCode[];
}

/** Begin the codes of a project. Each call gives the GUID of a code. */
export function openCodeRegistry(codebook: Codebook): CodeRegistry {
  const trees = buildCodes(codebook);
  const known = new Set(listGuids(trees));
  /** Codes beside the codebook's, by the group they stand in. */
  const added = new Map<string, Map<string, QdaCode>>();
  const colours = new Map(
    codebook.layers.flatMap((layer) =>
      layer.labels.map((label) => [`${layer.id} ${label.id}`, paperColourOf(label)] as const),
    ),
  );
  const put = (group: string, code: QdaCode): string => {
    if (known.has(code.guid)) return code.guid;
    known.add(code.guid);
    const codes = added.get(group) ?? new Map<string, QdaCode>();
    added.set(group, codes.set(code.guid, code));
    return code.guid;
  };
  const other = 'Other';
  const putLabel = (kind: string, layer: string, id: string): string =>
    put(other, buildCode([kind, layer, id], id, { identity: { kind, layer, id } }));
  return {
    ofMark({ layer, label }) {
      if (label !== null) return putLabel('label', layer, label);
      return put(
        other,
        buildCode(['layer', layer], layer, { identity: { kind: 'layer', id: layer } }),
      );
    },
    ofRole: ({ layer }, { role }) => {
      const identity = { kind: 'role', layer, id: role };
      return put('Parts', buildCode(['role', layer, role], `${layer}: ${role}`, { identity }));
    },
    ofAttributes: ({ layer, attributes }) =>
      Object.entries(attributes)
        .map(([id, value]) =>
          buildGuid('code', 'value', layer, id, typeof value === 'string' ? value : ''),
        )
        .filter((guid) => known.has(guid)),
    ofEntity: ({ id, name, type, aliases }) =>
      put(
        'Cast',
        buildCode(['entity', id], name, {
          identity: { kind: 'entity', id, type },
          definition: aliases.length === 0 ? '' : `Also: ${aliases.join(', ')}`,
          colour: colours.get(`mention ${type}`) ?? null,
        }),
      ),
    ofClaim: ({ id, statement }) =>
      put('Claims', buildCode(['claim', id], statement, { identity: { kind: 'claim', id } })),
    ofStatus: (status) => {
      const identity = { kind: 'claim_status', id: status };
      return put(other, buildCode(['claim_status', '', status], status, { identity }));
    },
    ofState: (state) =>
      put('State', buildCode(['state', state], state, { identity: { kind: 'state', id: state } })),
    ofDoubt: () =>
      put('State', buildCode(['doubt'], 'doubt', { identity: { kind: 'doubt', id: 'doubt' } })),
    list: () => [
      ...trees,
      ...[...added].map(([name, codes]) =>
        buildCode(['group', name], name, {
          identity: { kind: 'group', id: name },
          isCodable: false,
          children: [...codes.values()],
        }),
      ),
    ],
  };
}

function listGuids(codes: readonly QdaCode[]): string[] {
  return codes.flatMap((code) => [code.guid, ...listGuids(code.children)]);
}
