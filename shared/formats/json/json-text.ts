import { isWellFormed } from '../../text/normalise.ts';
import type { JsonValue } from '../../util/json.ts';
import { fail, ok, type Failure, type Result } from '../../util/result.ts';

/** Deepest nesting of lists and objects that is read. */
const depthLimit = 200;

/**
 * Parse JSON from outside. Keys named `__proto__` are left out.
 *
 * @returns `bad_input` naming line and column of the fault, or the path of a text with half of a surrogate pair; `too_large`
 *   for nesting deeper than any file of ours has.
 */
export function parseJsonText(text: string): Result<JsonValue> {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    const place = lineAndColumn(source, findJsonFault(source));
    return fail(
      'bad_input',
      `The file is not valid JSON: line ${place.line}, column ${place.column} cannot be read.`,
      place,
    );
  }
  // Where nothing can be wrong with a text or a key, only the depth is left to look at.
  if (!mayNeedCleaning(source) && isShallow(value, depthLimit)) return ok(value as JsonValue);
  const failure = cleanJson(value, []);
  return failure === null ? ok(value as JsonValue) : { ok: false, error: failure };
}

/** Text of a path: `articles[0].title`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

/** Whether a value of this text may hold half of a surrogate pair or a `__proto__`, plain or escaped. */
function mayNeedCleaning(source: string): boolean {
  return /__proto__|\\u(?:[dD][89a-fA-F]|005[fF]|00[67])/.test(source) || !isWellFormed(source);
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth < 0) return false;
  return Object.values(value).every((item) => isShallow(item, depth - 1));
}

/** Removes `__proto__` keys in place; null when all is well. */
function cleanJson(value: unknown, path: (string | number)[]): Failure | null {
  if (typeof value === 'string' && !isWellFormed(value)) {
    return fail('bad_input', `${formatPath(path)} has half of a surrogate pair.`).error;
  }
  if (typeof value !== 'object' || value === null) return null;
  if (path.length > depthLimit) {
    return fail('too_large', `The file is nested more than ${depthLimit} deep.`).error;
  }
  if (!Array.isArray(value)) Reflect.deleteProperty(value, '__proto__');
  for (const [key, item] of Object.entries(value)) {
    if (!isWellFormed(key)) {
      return fail('bad_input', `A key of ${formatPath(path)} has half of a surrogate pair.`).error;
    }
    path.push(Array.isArray(value) ? Number(key) : key);
    const failure = cleanJson(item, path);
    if (failure !== null) return failure;
    path.pop();
  }
  return null;
}

function lineAndColumn(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position);
  return {
    line: before.split('\n').length,
    column: Array.from(before.slice(before.lastIndexOf('\n') + 1)).length + 1,
  };
}

const space = /[\t\n\r ]*/y;
const atom = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Where a sticky pattern ends that begins at a place; null when it does not match there. */
function endOf(pattern: RegExp, text: string, start: number): number | null {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Where a string that begins at a place ends, or the place of its fault. */
function scanString(text: string, start: number): { readonly ok: boolean; readonly at: number } {
  for (let i = start + 1; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) return { ok: true, at: i + 1 };
    if (unit < 0x20) return { ok: false, at: i };
    if (unit !== 0x5c) continue;
    const end = endOf(escape, text, i);
    if (end === null) return { ok: false, at: i };
    i = end - 1;
  }
  return { ok: false, at: text.length };
}

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end';

/**
 * Where JSON stops being JSON, in UTF-16 units. Engines differ in whether their message tells, so that we look ourselves:
 * a stack of open brackets and what may come next.
 */
function findJsonFault(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  for (let end = 0; ;) {
    const start = endOf(space, text, end) ?? end;
    const sign = text.charAt(start);
    end = start + 1;
    if (sign === '"') {
      const string = scanString(text, start);
      if (!string.ok) return string.at;
      end = string.at;
    } else if (sign === '' || !'{}[],:'.includes(sign)) {
      const atomEnd = endOf(atom, text, start);
      if (atomEnd === null) return start;
      end = atomEnd;
    }
    const next = advance(open, expected, sign);
    if (next === null) return start;
    expected = next;
  }
}

/** Take one token, named by its first character; what is expected after it, null when it may not stand there. */
function advance(open: ('{' | '[')[], expected: Expected, sign: string): Expected | null {
  switch (sign) {
    case '}':
    case ']': {
      const empty: Expected = sign === '}' ? 'key or }' : 'value or ]';
      if (expected !== ', or end' && expected !== empty) return null;
      return open.pop() === (sign === '}' ? '{' : '[') ? ', or end' : null;
    }
    case ',': {
      const inside = open.at(-1);
      if (expected !== ', or end' || inside === undefined) return null;
      return inside === '{' ? 'key' : 'value';
    }
    case ':':
      return expected === ':' ? 'value' : null;
  }
  if (expected === 'key' || expected === 'key or }') return sign === '"' ? ':' : null;
  if (expected !== 'value' && expected !== 'value or ]') return null;
  if (sign !== '{' && sign !== '[') return ', or end';
  open.push(sign);
  return sign === '{' ? 'key or }' : 'value or ]';
}
