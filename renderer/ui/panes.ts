/**
 * Move the focus to the next or previous pane of the window. Panes are elements with `data-pane`, in document order; each is
 * entered at the element that had the focus last, else at its first focusable one.
 */
export function moveToPane(direction: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.getClientRects().length > 0,
  );
  if (panes.length === 0) return;
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  for (let step = 1; step <= panes.length; step += 1) {
    const pane = panes[(at + direction * step + panes.length * 2) % panes.length];
    const target = pane && firstFocusable(pane);
    if (target) {
      // A pane is shown as it was left: nothing scrolls because the focus came.
      target.focus({ preventScroll: true });
      return;
    }
  }
}

const focusable =
  'button:not([disabled]), a[href], input:not([disabled]), textarea:not([disabled]), [contenteditable=true], [tabindex="0"]';

function firstFocusable(pane: HTMLElement): HTMLElement | null {
  const preferred = pane.querySelector<HTMLElement>(
    '[role=row][tabindex="0"], [contenteditable=true], [role=option][tabindex="0"], [role=listbox][tabindex="0"]',
  );
  return preferred ?? pane.querySelector<HTMLElement>(focusable);
}

/** Put the focus on the control that carries this `data-focus-name`; for a grid on its current row, for a reader on its text. */
export function focusNamed(name: string): void {
  const named = document.querySelector<HTMLElement>(`[data-focus-name="${CSS.escape(name)}"]`);
  const inner = '[role=row][tabindex="0"], [contenteditable=true]';
  const target = named?.querySelector<HTMLElement>(inner) ?? named;
  target?.focus();
  if (target instanceof HTMLInputElement) target.select();
}
