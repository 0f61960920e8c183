import type { Annotation } from '../../../../shared/records/records.ts';
import { sliceSpan } from '../../../../shared/text/offsets.ts';
import { attribute } from '../marks/attribution.ts';
import type { AnnotateParts, Makers } from './make.ts';

/** Following what a mark is linked to, and taking its words elsewhere. */
export function buildLinkCommands(parts: AnnotateParts, makers: Makers) {
  const { actions, workspace, store } = parts;
  const copyText = (): string => {
    const article = actions.getArticle();
    const { span } = store.getState();
    if (article && span) return sliceSpan(article.revision.text, span);
    const own = actions.selected();
    const main = own?.segments.filter(({ role }) => role === 'content' || role === 'span') ?? [];
    return main.map(({ exact }) => exact).join(' […] ');
  };
  const needsWords = () => {
    if (!actions.getArticle()) return 'Open an article first';
    return store.getState().span || actions.selected() ? null : 'Select text or a mark first';
  };
  return [
    makers.command({
      id: 'go.linked',
      label: 'Go to what it is linked to',
      menu: 'Go',
      section: 1,
      keys: ['G'],
      blocked: makers.needsMark,
      run: () => {
        const own = actions.selected();
        if (own) actions.send(goToLinked(parts, own));
      },
    }),
    makers.command({
      id: 'edit.copyWords',
      label: 'Copy',
      menu: 'Edit',
      section: 1,
      // Ctrl+C copies without us; this is for the menu of the pointer.
      keys: [],
      keyOnly: true,
      blocked: needsWords,
      run: async () => {
        await workspace.clients.shell.call('clipboard.write', { text: copyText() });
      },
    }),
    makers.command({
      id: 'edit.copyAttributed',
      label: 'Copy with attribution',
      menu: 'Edit',
      section: 1,
      context: 'global',
      keys: ['Mod+Shift+C'],
      blocked: needsWords,
      run: async () => {
        const article = actions.getArticle();
        if (!article) return;
        const text = attribute(copyText(), article.article);
        await workspace.clients.shell.call('clipboard.write', { text });
        workspace.announce('Copied with attribution');
      },
    }),
  ];
}

/** A quotation's source, the next mention of the same entity and the next place where the claim occurs, in whatever article. */
async function goToLinked(parts: AnnotateParts, own: Annotation): Promise<void> {
  const { workspace } = parts;
  if (own.layer === 'quotation') return goToSource(parts, own);
  const state = workspace.session.store.getState();
  if (own.claimId !== null) {
    const places = state.claims.get(own.claimId)?.occurrences ?? [];
    const at = places.findIndex(({ annotationId }) => annotationId === own.id);
    const next = places[(at + 1) % Math.max(1, places.length)];
    if (!next || next.annotationId === own.id)
      return workspace.announce('The claim occurs nowhere else.');
    return workspace.openArticle(next.articleId, next.annotationId);
  }
  if (own.entityId === null) return workspace.announce('The mark is not linked. Enter links it.');
  // Round through all articles; the engine knows those that are not open.
  const { engine } = workspace.clients;
  const places = await engine.call('entity.places', { id: own.entityId });
  const at = places.findIndex(({ annotationId }) => annotationId === own.id);
  const next = places[(at + 1) % Math.max(1, places.length)];
  const name = state.entities.get(own.entityId)?.name ?? 'This entity';
  if (!next || next.annotationId === own.id)
    return workspace.announce(`${name} is marked nowhere else.`);
  return workspace.openArticle(next.articleId, next.annotationId);
}

/** The mark of whom the quotation is attributed to, else the words. */
async function goToSource(parts: AnnotateParts, own: Annotation): Promise<void> {
  const { actions, workspace, store } = parts;
  const source = own.segments.find(({ role }) => role === 'source');
  if (!source) return workspace.announce('The quotation has no source. S sets the speaker.');
  const mention = actions
    .ordered()
    .find(
      ({ layer, segments }) =>
        layer === 'mention' &&
        segments.some(({ start, end }) => start < source.end && end > source.start),
    );
  if (mention) return workspace.openArticle(mention.articleId, mention.id);
  const reader = parts.reader();
  reader?.setSelection({ start: source.start, end: source.start });
  store.setState({ selectedId: null, caret: source.start, span: null });
  reader?.reveal(source);
  reader?.flash(source);
}
