/** Any value that survives `JSON.parse(JSON.stringify(value))` unchanged. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A plain object of JSON values. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Whether two values of the kind that JSON holds are the same, whatever the order of their keys. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return false;
  }
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((value, i) => isSameJson(value, right[i]))
    );
  }
  const theirs: { readonly [key: string]: unknown } = { ...right };
  const ours = Object.entries(left);
  return (
    ours.length === Object.keys(theirs).length &&
    ours.every(([key, value]) => Object.hasOwn(theirs, key) && isSameJson(value, theirs[key]))
  );
}

/** An object with its keys in code unit order, at every depth: what is stored may have them in any. */
export function sortKeys<Value extends JsonObject>(
  value: Value,
): { [Key in keyof Value]: Value[Key] };
export function sortKeys(value: JsonObject): JsonObject {
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sortValue(value[key] ?? null)]));
}

function sortValue(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sortValue);
  if (typeof value !== 'object' || value === null) return value;
  return sortKeys(value as JsonObject);
}
