import type { AnnotateParts, Makers } from './make.ts';

/** Going from mark to mark, sentence to sentence, article to article. */
export function buildMoveCommands(parts: AnnotateParts, { command }: Makers) {
  const { navigation } = parts;
  const go = (id: string, label: string, key: string, run: () => void, repeats = true) =>
    command({ id: `go.${id}`, label, menu: 'Go', section: 0, keys: [key], repeats, run });
  return [
    go('nextMark', 'Next mark', 'N', () => navigation.mark(1)),
    go('previousMark', 'Previous mark', 'P', () => navigation.mark(-1)),
    go('nextSuggestion', 'Next suggestion', 'U', () => navigation.suggestion(1)),
    go('previousSuggestion', 'Previous suggestion', 'Shift+U', () => navigation.suggestion(-1)),
    go('overlap', 'Next overlapping mark', 'O', () => navigation.cycleOverlap()),
    go('nextSentence', 'Next sentence', 'J', () => navigation.sentence(1, 'move')),
    go('previousSentence', 'Previous sentence', 'K', () => navigation.sentence(-1, 'move')),
    go('extendSentence', 'Extend selection by a sentence', 'Shift+J', () =>
      navigation.sentence(1, 'extend'),
    ),
    go('shrinkSentence', 'Shorten selection by a sentence', 'Shift+K', () =>
      navigation.sentence(-1, 'extend'),
    ),
    go('nextArticle', 'Next article', 'Shift+N', () => parts.openNeighbour(1), false),
    go('previousArticle', 'Previous article', 'Shift+P', () => parts.openNeighbour(-1), false),
  ];
}
