/** An element of HTML or XML, free of the library that parsed it. */
export interface MarkupElement {
  /** As written, with its prefix; HTML in lower case. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly MarkupNode[];
  /** Where it stands in the text that was parsed, UTF-16 units, half-open; null when that is not known. */
  readonly place: { readonly start: number; readonly end: number } | null;
}

export type MarkupNode = string | MarkupElement;

/** Name without its prefix. */
export function localName(element: MarkupElement): string {
  return element.name.slice(element.name.indexOf(':') + 1);
}

/** Elements right below, of that name: with its prefix where `name` has one, else by local name. */
export function childrenOf(element: MarkupElement, name: string): MarkupElement[] {
  return element.children.filter(
    (child): child is MarkupElement => typeof child !== 'string' && isNamed(child, name),
  );
}

/** The first element right below of one of these names, the first name first; null when there is none. */
export function childOf(element: MarkupElement, ...wanted: string[]): MarkupElement | null {
  for (const name of wanted) {
    const [child] = childrenOf(element, name);
    if (child) return child;
  }
  return null;
}

/** Elements of that name at any depth, in the order of the text. None of them is inside another one. */
export function descendantsOf(element: MarkupElement, name: string): MarkupElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return isNamed(child, name) ? [child] : descendantsOf(child, name);
  });
}

/** The first element of that name at any depth; null when there is none. */
export function descendantOf(element: MarkupElement, name: string): MarkupElement | null {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (isNamed(child, name)) return child;
    const found = descendantOf(child, name);
    if (found) return found;
  }
  return null;
}

/** All text in an element, white space as one space; empty for null. */
export function textOf(element: MarkupElement | null): string {
  return element === null ? '' : rawTextOf(element).replace(/\s+/g, ' ').trim();
}

/** All text in an element as it is. */
export function rawTextOf(element: MarkupElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : rawTextOf(child)))
    .join('');
}

/** Value of an attribute; empty when it is not there. */
export function attributeOf(element: MarkupElement | null, name: string): string {
  return element?.attributes.get(name) ?? '';
}

function isNamed(element: MarkupElement, name: string): boolean {
  if (element.name === name) return true;
  // A podcast's or a picture's title is not the article's.
  return (
    !name.includes(':') && !/^(?:media|itunes):/.test(element.name) && localName(element) === name
  );
}
