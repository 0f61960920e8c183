import { findLayer } from '../../codebook/codebook.ts';
import { initialClaimStatus } from '../../claims/status.ts';
import type { Dataset } from '../../formats/dataset.ts';
import type {
  Annotation,
  Annotator,
  Article,
  Claim,
  ClaimEvent,
  Entity,
  Id,
} from '../../records/records.ts';
import type { AnnotatedMark } from '../core/annotated-article.ts';
import { oneLine } from './article-metadata.ts';
import type { LabelTarget } from './label-map.ts';
import { deriveId, noStamp, type TakeOver } from './take-over.ts';

type Links = Pick<Annotation, 'annotatorId' | 'entityId' | 'speakerId' | 'claimId'>;

const colours = ['#2f6db5', '#b45309', '#15803d', '#9d174d', '#6d28d9', '#0e7490'];

/** Annotators, entities and claims behind the names of marks: those of the project, and new ones for the dataset. */
export class CastBuilder {
  readonly #options: TakeOver;
  readonly #annotators = new Map<string, Id>();
  readonly #newAnnotators: Annotator[] = [];
  /** Living entities of the project by name and alias, the first of each. */
  readonly #entities = new Map<string, Id>();
  /** New ones by name, the first of each. */
  readonly #met = new Map<string, Id>();
  readonly #typed = new Map<string, Id>();
  readonly #newEntities: Entity[] = [];
  readonly #claims = new Map<string, Id>();
  readonly #newClaims: Claim[] = [];
  readonly #events: ClaimEvent[] = [];

  constructor(options: TakeOver) {
    this.#options = options;
    const { annotators, entities, claims } = options.known.head;
    for (const { id, name } of annotators) this.#annotators.set(name, id);
    for (const entity of entities) if (entity.mergedInto === null) this.#know(entity);
    for (const { id, statement } of claims) this.#claims.set(statement, id);
  }

  /** The new rows. */
  rows(): Pick<Dataset, 'annotators' | 'entities' | 'claims' | 'events'> {
    return {
      annotators: this.#newAnnotators,
      entities: this.#newEntities,
      claims: this.#newClaims,
      events: this.#events,
    };
  }

  /** Take the entity of a mention into the cast. */
  meet(mark: AnnotatedMark, type: string | null): void {
    this.#entity(mark, type);
  }

  /** What a mark links to. A rejected mark brings nothing new into cast and claims. */
  link(mark: AnnotatedMark, target: LabelTarget, article: Article): Links {
    const annotatorId = this.#annotator(mark);
    const { layer } = target;
    return {
      annotatorId,
      entityId: layer === 'mention' ? this.#entity(mark, target.label) : null,
      speakerId: layer === 'quotation' ? this.#entity(mark, null) : null,
      claimId: layer === 'claim' ? this.#claim(mark, article, annotatorId) : null,
    };
  }

  #annotator({ annotator, state }: AnnotatedMark): Id {
    const { annotatorId, formatName } = this.#options;
    // A guess of a program is not the work of whoever imports it.
    const name = oneLine(annotator) || (state === 'suggested' ? `${formatName} suggestions` : '');
    if (name === '') return annotatorId;
    const known = this.#annotators.get(name);
    if (known !== undefined) return known;
    const id = deriveId(this.#options, 'annotator', name);
    const colour = colours[this.#annotators.size % colours.length] ?? '#2f6db5';
    this.#annotators.set(name, id);
    this.#newAnnotators.push({ id, name, colour, ...noStamp });
    return id;
  }

  /** The entity of that name and type; a speaker may be of any type. */
  #entity(mark: AnnotatedMark, type: string | null): Id | null {
    const name = oneLine(mark.entity);
    if (name === '') return null;
    const known =
      (type === null ? this.#met.get(name) : this.#typed.get(typedKey(type, name))) ??
      this.#entities.get(name);
    if (known !== undefined) return known;
    if (mark.state === 'rejected') return null;
    const own = type ?? this.#speakerType();
    const id = deriveId(this.#options, 'entity', own, name);
    this.#typed.set(typedKey(own, name), id);
    this.#met.set(name, this.#met.get(name) ?? id);
    this.#newEntities.push({
      id,
      type: own,
      name,
      aliases: [],
      externalIds: {},
      note: '',
      mergedInto: null,
      ...noStamp,
    });
    return id;
  }

  #know({ id, type, name, aliases }: Entity): void {
    for (const each of [name, ...aliases]) {
      if (!this.#entities.has(each)) this.#entities.set(each, id);
      if (!this.#typed.has(typedKey(type, each))) this.#typed.set(typedKey(type, each), id);
    }
  }

  /** Who speaks is a person unless the codebook has no persons. */
  #speakerType(): string {
    const labels = findLayer(this.#options.labels.codebook, 'mention')?.labels ?? [];
    return labels.find(({ id }) => id === 'person')?.id ?? labels[0]?.id ?? 'person';
  }

  /** The claim of that statement; a mark that says none is a claim in its own words. */
  #claim(mark: AnnotatedMark, article: Article, annotatorId: Id): Id | null {
    const words = mark.segments.map(({ exact }) => exact).join(' ');
    const statement = oneLine(mark.claim) || oneLine(words);
    const known = this.#claims.get(statement);
    if (known !== undefined) return known;
    if (mark.state !== 'accepted' || statement === '') return null;
    const id = deriveId(this.#options, 'claim', statement);
    this.#claims.set(statement, id);
    this.#newClaims.push({ id, statement, claimantId: null, type: null, note: '', ...noStamp });
    this.#judge(mark, id, article, annotatorId);
    return id;
  }

  /** What the file says of the claim, as of the article's date. */
  #judge({ status }: AnnotatedMark, claimId: Id, article: Article, annotatorId: Id): void {
    const { labels, now, fileName } = this.#options;
    const isKnown = labels.codebook.claimStatuses.some(({ id }) => id === status);
    if (status === null || status === initialClaimStatus || !isKnown) return;
    this.#events.push({
      id: deriveId(this.#options, 'event', claimId, status),
      claimId,
      status,
      asOf: article.published ?? now.slice(0, 10),
      recordedAt: now,
      annotatorId,
      reason: `Imported from ${fileName}`,
      evidenceIds: [],
      ...noStamp,
    });
  }
}

function typedKey(type: string, name: string): string {
  return JSON.stringify([type, name]);
}
