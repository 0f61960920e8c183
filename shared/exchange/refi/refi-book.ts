import type { Codebook } from '../../codebook/codebook.ts';
import { paperColourOf } from '../../codebook/colours.ts';
import type { Annotation, Claim, Entity, Segment } from '../../records/records.ts';
import { buildGuid } from './guid.ts';
import { buildCode, buildCodes, type QdaCode } from './refi-codes.ts';

/** Group of codes that the codebook does not have although something carries them. */
const strayGroup = 'Other';

/**
 * The codes of a project while it is written: those of the codebook, and others from when they are first used. Each `of…`
 * gives the GUID of a code.
 */
export class CodeRegistry {
  readonly #trees: readonly QdaCode[];
  readonly #known: Set<string>;
  /** Codes beside the codebook's, by the group they stand in. */
  readonly #added = new Map<string, QdaCode[]>();
  /** Colours of entity types. */
  readonly #colours: ReadonlyMap<string, string>;

  constructor(codebook: Codebook) {
    this.#trees = buildCodes(codebook);
    this.#known = new Set(listGuids(this.#trees));
    const types = codebook.layers.find(({ id }) => id === 'mention')?.labels ?? [];
    this.#colours = new Map(types.map((label) => [label.id, paperColourOf(label)]));
  }

  ofMark({ layer, label }: Annotation): string {
    if (label === null) {
      const identity = { kind: 'layer', id: layer };
      return this.#put(strayGroup, buildCode(['layer', layer], layer, { identity }));
    }
    const identity = { kind: 'label', layer, id: label };
    return this.#put(strayGroup, buildCode(['label', layer, label], label, { identity }));
  }

  ofRole({ layer }: Annotation, { role }: Segment): string {
    const identity = { kind: 'role', layer, id: role };
    return this.#put('Parts', buildCode(['role', layer, role], `${layer}: ${role}`, { identity }));
  }

  /** Codes of attribute values that the codebook lists. */
  ofAttributes({ layer, attributes }: Annotation): readonly string[] {
    return Object.entries(attributes)
      .map(([id, value]) => {
        return buildGuid('code', 'value', layer, id, typeof value === 'string' ? value : '');
      })
      .filter((guid) => this.#known.has(guid));
  }

  ofEntity({ id, name, type, aliases }: Entity): string {
    const code = buildCode(['entity', id], name, {
      identity: { kind: 'entity', id, type },
      definition: aliases.length === 0 ? '' : `Also: ${aliases.join(', ')}`,
      colour: this.#colours.get(type) ?? null,
    });
    return this.#put('Cast', code);
  }

  ofClaim({ id, statement }: Claim): string {
    const identity = { kind: 'claim', id };
    return this.#put('Claims', buildCode(['claim', id], statement, { identity }));
  }

  ofStatus(status: string): string {
    const identity = { kind: 'claim_status', id: status };
    return this.#put(strayGroup, buildCode(['claim_status', '', status], status, { identity }));
  }

  ofState(state: string): string {
    const identity = { kind: 'state', id: state };
    return this.#put('State', buildCode(['state', state], state, { identity }));
  }

  ofDoubt(): string {
    const identity = { kind: 'doubt', id: 'doubt' };
    return this.#put('State', buildCode(['doubt'], 'doubt', { identity }));
  }

  /** All of them, in trees. */
  list(): readonly QdaCode[] {
    const groups = [...this.#added].map(([name, children]) => {
      const identity = { kind: 'group', id: name };
      return buildCode(['group', name], name, { identity, isCodable: false, children });
    });
    return [...this.#trees, ...groups];
  }

  #put(group: string, code: QdaCode): string {
    if (this.#known.has(code.guid)) return code.guid;
    this.#known.add(code.guid);
    const codes = this.#added.get(group);
    if (codes) codes.push(code);
    else this.#added.set(group, [code]);
    return code.guid;
  }
}

function listGuids(codes: readonly QdaCode[]): string[] {
  return codes.flatMap((code) => [code.guid, ...listGuids(code.children)]);
}
