import { useEffect, useState, type RefCallback } from 'react';

/** Whether an element can have the focus no more: it is gone, or disabled. */
function isLost(element: Element): boolean {
  return !element.isConnected || element.matches(':disabled');
}

/** Whether something lies over the panel: it is then not for it to take the focus. */
function isCovered(panel: Element): boolean {
  return panel.closest('[inert], [aria-hidden="true"]') !== null;
}

/**
 * Keep the focus in a panel when the element that has it is disabled or goes away: Chromium gives it to the page, where the keys
 * of the panel do nothing. The panel takes it, and gives it back when the element can have it again and nothing else was focused.
 *
 * @returns For the `ref` of the panel, which must take the focus by script (`tabindex="-1"`).
 */
export function useHeldFocus(): RefCallback<HTMLElement> {
  const [panel, setPanel] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!panel) return undefined;
    let last: HTMLElement | null = null;
    let isHeld = false;
    let frame = 0;
    const note = ({ target }: FocusEvent) => {
      if (target === panel || !(target instanceof HTMLElement)) return;
      [last, isHeld] = [target, false];
    };
    const hold = () => {
      const active = document.activeElement;
      const isNowhere = active === null || active === document.body || isLost(active);
      if (isNowhere && !isCovered(panel)) {
        panel.focus({ preventScroll: true });
        isHeld = true;
      } else if (isHeld && active === panel && last && !isLost(last)) {
        last.focus({ preventScroll: true });
      }
    };
    // In the next frame: a list that closes gives the focus back to its field by itself first.
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(hold);
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['disabled'],
    });
    panel.addEventListener('focusin', note);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      panel.removeEventListener('focusin', note);
    };
  }, [panel]);
  return setPanel;
}
