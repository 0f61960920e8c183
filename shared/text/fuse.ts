import { buildOffsetMap, buildSpan, sliceSpan, type OffsetMap, type Span } from './offsets.ts';

/** Spans in order, those joined that overlap, touch, or have nothing but white space between them. */
export function fuseSpans(
  text: string,
  spans: readonly Span[],
  map: OffsetMap = buildOffsetMap(text),
): Span[] {
  const fused: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = fused.at(-1);
    const isJoined =
      last &&
      (span.start <= last.end ||
        sliceSpan(text, buildSpan(last.end, span.start), map).trim() === '');
    if (isJoined) fused.splice(-1, 1, buildSpan(last.start, Math.max(last.end, span.end)));
    else fused.push(span);
  }
  return fused;
}
