import { setImmediate } from 'node:timers/promises';
import type { ImportItem } from '../../shared/contract/import-views.ts';
import { buildCanonicalText } from '../../shared/text/canonical.ts';
import {
  createNearIndex,
  isTelling,
  minSimilarity,
  similarityOf,
  sketchText,
} from '../../shared/text/near-duplicates.ts';
import type { OpenProject } from '../engine/project.ts';
import type { ArticleProposal } from './import-proposal.ts';

/** How long an import waits for the texts of the project to be looked through; the next one goes on from there. */
const budgetMs = 4000;
const chunkLength = 200;
/** Candidates whose texts are compared word by word. */
const maxCompared = 3;

/** Compares the proposals of one import with the project and with those before them. */
export interface NearFinder {
  readonly find: (proposal: ArticleProposal) => ImportItem['nearDuplicateOf'];
  /** A proposal is dropped. */
  readonly forget: (key: string) => void;
}

/** The texts of a project by their sketches, made when the first import asks and kept up from then on. */
export class NearDuplicates {
  readonly #project: OpenProject;
  #index = createNearIndex();
  /** Articles whose text has changed since. */
  readonly #changed = new Set<string>();
  #lastRow = 0;

  constructor(project: OpenProject) {
    this.#project = project;
    project.onStep(({ changes, isLarge }) => {
      if (isLarge) {
        // Which articles it was about is not told: they are looked through again, from the first one on.
        this.#index = createNearIndex();
        this.#lastRow = 0;
      }
      for (const change of changes) {
        if (change.type !== 'article') continue;
        if (change.before !== null || change.after === null) this.#changed.add(change.id);
      }
    });
  }

  /** Look through texts that are not known yet, within the budget. @returns How many articles are known when it ran out, else null. */
  async update(): Promise<number | null> {
    const deadline = performance.now() + budgetMs;
    for (const id of this.#changed) this.#refresh(id);
    this.#changed.clear();
    for (;;) {
      const texts = this.#project.read.storedTexts(this.#lastRow, chunkLength);
      for (const { id, text, row } of texts) {
        const sketch = sketchText(text);
        if (isTelling(sketch)) this.#index.add(id, sketch);
        this.#lastRow = row;
      }
      if (texts.length < chunkLength) return null;
      if (performance.now() > deadline) return this.#index.size;
      await setImmediate();
    }
  }

  /** A finder for the proposals of one import. */
  begin(): NearFinder {
    const batch = createNearIndex();
    const proposals = new Map<string, ArticleProposal>();
    return {
      find: (proposal) => {
        const text = buildCanonicalText(proposal.document);
        const sketch = sketchText(text);
        if (!isTelling(sketch)) return null;
        const stored = this.#index.find(sketch).slice(0, maxCompared);
        const siblings = batch.find(sketch).slice(0, maxCompared);
        batch.add(proposal.item.key, sketch);
        proposals.set(proposal.item.key, proposal);
        const near = [
          ...stored.flatMap((id) => this.#compare(id, text)),
          ...siblings.flatMap((key) => compareSibling(proposals.get(key), text)),
        ];
        const [best] = near.sort((left, right) => right.similarity - left.similarity);
        return best && best.similarity >= minSimilarity ? best : null;
      },
      forget(key) {
        batch.remove(key);
        proposals.delete(key);
      },
    };
  }

  #compare(id: string, text: string) {
    const article = this.#project.read.find('article', id);
    if (!article || article.trashedAt !== null) return [];
    const revision = this.#project.read.get('revision', `${id}:${article.revision}`);
    return [{ id, title: article.title, similarity: similarityOf(text, revision.text) }];
  }

  #refresh(id: string): void {
    const article = this.#project.read.find('article', id);
    const sketch =
      article && article.trashedAt === null
        ? sketchText(this.#project.read.get('revision', `${id}:${article.revision}`).text)
        : null;
    if (sketch && isTelling(sketch)) this.#index.add(id, sketch);
    else this.#index.remove(id);
  }
}

function compareSibling(other: ArticleProposal | undefined, text: string) {
  if (!other) return [];
  const similarity = similarityOf(text, buildCanonicalText(other.document));
  return [{ id: '', title: other.item.title, similarity }];
}
