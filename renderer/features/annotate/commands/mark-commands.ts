import type { AnnotateParts, Makers } from './make.ts';

/** Making marks, filling in what belongs to them, deciding on them. */
export function buildMarkCommands(parts: AnnotateParts, makers: Makers) {
  const { store, actions } = parts;
  const { writing: command, needsMark } = makers;
  const needsSuggestion = () =>
    actions.selected()?.state === 'suggested' ? null : 'Select a suggestion first (U)';
  const needsClaim = () =>
    needsMark() ?? (actions.selected()?.layer === 'claim' ? null : 'Select a claim first');
  const isArmedSelection = () => {
    const { armed, span } = store.getState();
    return armed !== null && span !== null;
  };
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
  return [
    command({
      id: 'annotate.quotation',
      label: 'Mark quotation',
      section: 0,
      keys: ['Q'],
      run: () => actions.markQuotation(),
    }),
    command({
      id: 'annotate.entity',
      label: 'Mark entity',
      section: 0,
      keys: ['E'],
      run: () => actions.markMention(),
    }),
    command({
      id: 'annotate.claim',
      label: 'Mark claim',
      section: 0,
      keys: ['C'],
      run: () => actions.markClaim(),
    }),
    command({
      id: 'annotate.repeat',
      label: 'Repeat last label',
      section: 0,
      keys: ['R'],
      run: () => actions.repeatLast(),
    }),
    command({
      id: 'annotate.fragment',
      label: 'Add selection to quotation',
      section: 1,
      keys: ['Shift+Q'],
      run: () => actions.addToQuotation('content'),
    }),
    command({
      id: 'annotate.speaker',
      label: 'Set speaker…',
      section: 1,
      keys: ['S'],
      run: () => actions.chooseSpeaker(),
    }),
    command({
      id: 'annotate.sameSpeaker',
      label: 'Same speaker as before',
      section: 1,
      keys: ['Shift+S'],
      run: () => actions.sameSpeaker(),
    }),
    command({
      id: 'annotate.cue',
      label: 'Set cue',
      section: 1,
      keys: ['V'],
      run: () => actions.addToQuotation('cue'),
    }),
    command({
      id: 'annotate.addressee',
      label: 'Add addressee',
      section: 1,
      keys: ['D'],
      run: () => actions.addToQuotation('addressee'),
    }),
    command({
      id: 'annotate.main',
      label: 'Set speaker, cast entry or status…',
      section: 2,
      keys: ['Enter'],
      blocked: () => (isArmedSelection() ? null : needsMark()),
      run: () => {
        if (isArmedSelection()) return actions.markArmed();
        const own = actions.selected();
        if (!own) return;
        const kind =
          own.layer === 'quotation' ? 'speaker' : own.layer === 'claim' ? 'status' : 'entity';
        store.setState({ picker: { kind, annotationId: own.id } });
      },
    }),
    command({
      id: 'annotate.evidence',
      label: 'Add evidence…',
      section: 2,
      keys: ['B'],
      blocked: needsClaim,
      run: () => store.setState({ evidenceFor: actions.selected()?.claimId ?? null }),
    }),
    command({
      id: 'annotate.sameClaim',
      label: 'Same claim as elsewhere…',
      section: 2,
      keys: ['Shift+C'],
      blocked: needsClaim,
      run: () => {
        const own = actions.selected();
        if (own) store.setState({ picker: { kind: 'claim', annotationId: own.id } });
      },
    }),
    command({
      id: 'annotate.note',
      label: 'Write note',
      section: 2,
      keys: ['M'],
      // Without a mark it is one on the article: what is typed next must not be taken for commands.
      run: () => (actions.selected() ? parts.focusNote() : parts.focusMemo()),
    }),
    command({
      id: 'annotate.doubt',
      label: 'Flag as doubtful',
      section: 2,
      keys: ['F'],
      blocked: needsMark,
      checked: () => actions.selected()?.doubt ?? false,
      run: () => {
        const own = actions.selected();
        if (own) actions.update({ id: own.id, doubt: !own.doubt });
      },
    }),
    command({
      id: 'annotate.accept',
      label: 'Accept suggestion',
      section: 3,
      keys: ['A'],
      blocked: needsSuggestion,
      run: () => actions.decide('accepted'),
    }),
    command({
      id: 'annotate.reject',
      label: 'Reject suggestion',
      section: 3,
      keys: ['X'],
      blocked: needsSuggestion,
      run: () => actions.decide('rejected'),
    }),
    command({
      id: 'annotate.delete',
      label: 'Delete mark',
      section: 4,
      keys: ['Delete', 'Backspace'],
      blocked: needsMark,
      run: () => actions.deleteSelected(),
    }),
    ...digits.map((digit) =>
      command({
        id: `annotate.digit${digit}`,
        label:
          digit === '1' ? 'Label or status by its digit, 1 to 9 and 0' : `Label or status ${digit}`,
        unlisted: digit !== '1',
        section: 5,
        keys: [digit],
        keyOnly: true,
        run: () => actions.applyDigit(digit),
      }),
    ),
  ];
}
