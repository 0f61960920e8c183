/** A claim's statement of the words marked: one line without outer quotation marks. */
export function toStatement(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.replace(/^["“„«]\s*/u, '').replace(/\s*,?["”“»],?$/u, '') || flat;
}
