/** A count with its noun, for reports: `1 article`, `3 articles`. Digits are not grouped: programs read some of these too. */
export function writeCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
