import vm from 'node:vm';
import type { Stretch } from '../../../shared/search/match.ts';
import { Refusal } from '../../../shared/util/result.ts';

/** A pattern that takes longer than this over a few texts will not end. */
const limitMs = 250;
/** UTF-16 units that are searched at once. */
const maxLength = 500_000;

/** Runs inside the sandbox: nothing of ours is there but strings and a list of numbers. */
const script = new vm.Script(`
  (() => {
    const found = [];
    for (let i = 0; i < texts.length; i += 1) {
      const pattern = new RegExp(source, flags);
      for (let match = pattern.exec(texts[i]); match; match = pattern.exec(texts[i])) {
        if (match[0] === '') pattern.lastIndex = match.index + (texts[i].codePointAt(match.index) > 0xffff ? 2 : 1);
        else found.push(i, match.index, match.index + match[0].length);
      }
    }
    return found.join();
  })()
`);

/** Finds a pattern in several texts. @throws Refusal `refused` when it does not come to an end. */
export type FindPattern = (texts: readonly string[]) => Stretch[][];

/**
 * A person's regular expression, run where it can be stopped: some take for ever on some texts, and nothing but the machine's own
 * watchdog interrupts them. Empty matches are no hits.
 */
export function compilePattern(source: string, flags: string): FindPattern {
  const sandbox: Record<string, unknown> = Object.assign(Object.create(null), { source, flags });
  const context = vm.createContext(sandbox, { codeGeneration: { strings: false, wasm: false } });
  return (texts) => {
    const hits: Stretch[][] = texts.map(() => []);
    for (const { first, part } of splitTexts(texts)) {
      sandbox['texts'] = part;
      for (const [text, start, end] of runScript(context, source)) {
        hits[first + text]?.push([start, end]);
      }
    }
    return hits;
  };
}

/** Long texts get the time of several short ones. */
function splitTexts(texts: readonly string[]) {
  const parts: { readonly first: number; readonly part: string[] }[] = [];
  let length = 0;
  for (const [i, text] of texts.entries()) {
    length += text.length;
    const last = parts.at(-1);
    if (last && length <= maxLength) last.part.push(text);
    else {
      parts.push({ first: i, part: [text] });
      length = text.length;
    }
  }
  return parts;
}

function runScript(context: vm.Context, source: string): [number, number, number][] {
  try {
    const answer: unknown = script.runInContext(context, { timeout: limitMs });
    const numbers =
      typeof answer === 'string' && answer !== '' ? answer.split(',').map(Number) : [];
    const triples: [number, number, number][] = [];
    for (let i = 0; i + 2 < numbers.length; i += 3) {
      triples.push([numbers[i] ?? 0, numbers[i + 1] ?? 0, numbers[i + 2] ?? 0]);
    }
    return triples;
  } catch (cause) {
    // The error comes from the sandbox, where `Error` is another one.
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw cause;
    throw new Refusal(
      'refused',
      `The pattern /${source}/ takes too long. Patterns with repetitions inside of repetitions do; say it more simply.`,
    );
  }
}
