import { focusNamed } from '../../../ui/panes.ts';
import type { AnnotateParts, Makers, Sketch } from './make.ts';

/** What the outline's rows take from the keyboard besides moving: the reader's keys for the selected mark, as bound there, and ways out. */
export function buildOutlineCommands(parts: AnnotateParts, makers: Makers) {
  const { actions } = parts;
  const { command, writing, needsMark } = makers;
  const inList = (sketch: Omit<Sketch, 'section'>): Sketch => ({
    section: 4,
    context: 'list',
    keyOnly: true,
    ...sketch,
  });
  const onMark = (sketch: Omit<Sketch, 'section' | 'blocked'>) =>
    writing(inList({ blocked: needsMark, ...sketch }));
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
  return [
    command(
      inList({
        id: 'outline.text',
        label: 'Go to the mark in the text',
        keys: ['Enter'],
        run: () => parts.reader()?.focus(),
      }),
    ),
    command(
      inList({
        id: 'outline.filter',
        label: 'Filter marks',
        keys: ['/'],
        run: () => focusNamed('outline-filter'),
      }),
    ),
    onMark({
      id: 'outline.delete',
      follows: 'annotate.delete',
      label: 'Delete mark',
      keys: ['Delete', 'Backspace'],
      run: () => actions.deleteSelected(),
    }),
    onMark({
      id: 'outline.doubt',
      follows: 'annotate.doubt',
      label: 'Flag as doubtful',
      keys: ['F'],
      run: () => {
        const own = actions.selected();
        if (own) actions.update({ id: own.id, doubt: !own.doubt });
      },
    }),
    onMark({
      id: 'outline.accept',
      follows: 'annotate.accept',
      label: 'Accept suggestion',
      keys: ['A'],
      run: () => actions.decide('accepted'),
    }),
    onMark({
      id: 'outline.reject',
      follows: 'annotate.reject',
      label: 'Reject suggestion',
      keys: ['X'],
      run: () => actions.decide('rejected'),
    }),
    onMark({
      id: 'outline.note',
      follows: 'annotate.note',
      label: 'Write note',
      keys: ['M'],
      run: parts.focusNote,
    }),
    ...digits.map((digit) =>
      onMark({
        id: `outline.digit${digit}`,
        follows: `annotate.digit${digit}`,
        label:
          digit === '1' ? 'Label or status by its digit, 1 to 9 and 0' : `Label or status ${digit}`,
        unlisted: digit !== '1',
        keys: [digit],
        run: () => actions.applyDigit(digit),
      }),
    ),
  ];
}
