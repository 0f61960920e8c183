import { toCssColour } from './segments.ts';
import type { MarkView } from './types.ts';

/** A mark beside a line of the text. */
export interface Sign {
  readonly mark: MarkView;
  /** `ltr` or `rtl`, of the text beside it. */
  readonly dir: string;
  /** Pixels from the top of the page. */
  readonly top: number;
}

/** A claim, along all of its lines. */
export interface Bar extends Sign {
  readonly bottom: number;
  readonly hasIcon: boolean;
}

/** Bars that stand side by side; what is beyond is counted. */
const barLanes = 3;
const chipHeightPx = 20;

/** Bars of claims, and at each line the number of marks that neither a bar nor a line of the text is left for. */
export function drawBars(bars: readonly Bar[], undrawn: readonly Sign[]): HTMLElement[] {
  const placed: { readonly bottom: number; readonly lane: number }[] = [];
  const hidden: Sign[] = [...undrawn];
  const nodes: HTMLElement[] = [];
  for (const bar of bars.toSorted((left, right) => left.top - right.top)) {
    const taken = new Set(placed.flatMap((each) => (each.bottom > bar.top ? [each.lane] : [])));
    let lane = 0;
    while (taken.has(lane)) lane++;
    placed.push({ bottom: bar.bottom, lane });
    if (lane >= barLanes) hidden.push(bar);
    else nodes.push(drawBar(bar, lane));
  }
  return [
    ...nodes,
    ...groupByLine(hidden).map((group) => {
      const node = groupSign('qm-more', group);
      node.textContent = `+${group.length}`;
      return node;
    }),
  ];
}

/** A flag at each line where a mark in doubt begins, a question mark where an entity is only suggested. */
export function drawFlags(flags: readonly Sign[]): HTMLElement[] {
  return groupByLine(flags).map((group) => {
    const node = groupSign('qm-flags', group);
    if (group.some(({ mark }) => mark.doubt)) {
      const flag = document.createElement('span');
      flag.className = 'qm-flag';
      node.append(flag);
    }
    if (group.some(({ mark }) => mark.state === 'suggested' && !hasOwnSign(mark))) {
      node.append(text('qm-query', '?'));
    }
    return node;
  });
}

/** Whether something in the margin tells already that the mark is a suggestion. */
export function hasOwnSign(mark: MarkView): boolean {
  return mark.kind === 'quotation' || mark.kind === 'claim';
}

/** Names of the speakers, one below the other. */
export function drawChips(chips: readonly Sign[]): HTMLElement[] {
  let free = -Infinity;
  return chips
    .toSorted((left, right) => left.top - right.top)
    .map((chip) => {
      const top = Math.max(chip.top, free);
      free = top + chipHeightPx;
      const node = sign('qm-chip', { ...chip, top }, chip.mark.description);
      // A long name is cut at its own end, whatever the direction of the text beside it.
      node.dir = 'auto';
      node.style.setProperty('--cc', toCssColour(chip.mark.colour));
      const name = chip.mark.chip ?? '';
      const query = chip.mark.state === 'suggested' ? '? ' : '';
      node.append(text('qm-name', query + name), text('qm-initials', query + initialsOf(name)));
      return node;
    });
}

function drawBar(bar: Bar, lane: number): HTMLElement {
  const { mark } = bar;
  const line = mark.state === 'suggested' ? 'dotted' : (mark.status?.line ?? mark.lineStyle);
  const node = sign(`qm-bar qm-bar-${line} qm-lane-${lane}`, bar, mark.description);
  node.style.height = `${Math.round(bar.bottom - bar.top)}px`;
  node.style.setProperty('--bc', toCssColour(mark.status?.colour ?? mark.colour));
  if (bar.hasIcon) {
    const icon = document.createElement('span');
    icon.className = 'qm-icon';
    icon.textContent = mark.state === 'suggested' ? '?' : (mark.status?.icon ?? '');
    node.append(icon);
  }
  return node;
}

/** Signs of one line of the text, from the first line down. */
function groupByLine(signs: readonly Sign[]): (readonly [Sign, ...Sign[]])[] {
  const groups = new Map<number, [Sign, ...Sign[]]>();
  for (const each of signs.toSorted((left, right) => left.top - right.top)) {
    const top = Math.round(each.top);
    const group = groups.get(top);
    if (group) group.push(each);
    else groups.set(top, [each]);
  }
  return [...groups.values()];
}

function groupSign(className: string, group: readonly [Sign, ...Sign[]]): HTMLElement {
  const descriptions = new Set(
    group.map(({ mark }) => (mark.doubt ? `In doubt: ${mark.description}` : mark.description)),
  );
  return sign(className, group[0], [...descriptions].join('\n'));
}

function sign(className: string, place: Sign, title: string): HTMLElement {
  const node = document.createElement('div');
  node.className = `${className} qm-${place.dir}`;
  node.dataset['ann'] = place.mark.id;
  node.title = title;
  node.style.top = `${Math.round(place.top)}px`;
  return node;
}

function text(className: string, content: string): HTMLElement {
  const node = document.createElement('bdi');
  node.className = className;
  node.textContent = content;
  return node;
}

/** First letters of a name, remarks in brackets left out. A description, which has no capitals, is abbreviated at its end instead. */
function initialsOf(name: string): string {
  const words = name
    .replaceAll(/\(.*?\)/gu, '')
    .split(/\s+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const capitals = words.filter((word) => /^[^\p{Ll}]/u.test(word));
  if (capitals.length === 0) return words.join(' ');
  if (capitals.length < words.length) return capitals.map((word) => [...word][0]).join('');
  return words
    .slice(0, 3)
    .map((word) => [...word][0] ?? '')
    .join('');
}
