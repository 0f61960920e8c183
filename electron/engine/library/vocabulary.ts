/**
 * Texts in which few articles differ, each known by a small number: numbers are counted, compared and looked up in a fraction of
 * the time that 100,000 texts take.
 */
export class Vocabulary<Value> {
  /** What the texts mean, by their number. */
  readonly values: Value[] = [];
  readonly #codes = new Map<string, number>();
  readonly #parse: (text: string) => Value;

  constructor(parse: (text: string) => Value) {
    this.#parse = parse;
  }

  /** Number of a text. */
  codeOf(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.values.push(this.#parse(text)) - 1;
    this.#codes.set(text, code);
    return code;
  }

  /** What the text of that number means. */
  valueOf(code: number): Value {
    const value = this.values[code];
    if (value === undefined) throw new RangeError(`no text ${code}`);
    return value;
  }

  /** 1 for every number whose text means what is asked for. */
  tableOf(isWanted: (value: Value) => boolean): Uint8Array {
    return Uint8Array.from(this.values, (value) => (isWanted(value) ? 1 : 0));
  }
}
