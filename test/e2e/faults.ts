import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const looks = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['high contrast', { colorScheme: 'light', contrast: 'more' }],
] as const;

/** Every fault by the rules of WCAG 2.2 A and AA, in light and in dark, with the usual and with high contrast. */
export async function check(page: Page, state: string): Promise<void> {
  for (const [look, media] of looks) {
    await page.emulateMedia({ contrast: 'no-preference', ...media, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    const faults = violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, any }) => `${target.join(' ')} ${any[0]?.message ?? ''}`).join('\n  ')}`,
    );
    expect.soft(faults, `${state}, ${look}`).toEqual([]);
  }
}

/** Controls that lie outside of the window or of a box that cannot be scrolled to them. */
export async function listCutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    if (document.scrollingElement && document.scrollingElement.scrollWidth > innerWidth) {
      faults.push('the page scrolls sideways');
    }
    const dialog = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1);
    const controls = (dialog ?? document).querySelectorAll<HTMLElement>(
      'button, input, textarea, [role=combobox], [role=option], [contenteditable=true]',
    );
    for (const control of controls) {
      // The input of a checkbox is hidden inside its label, which is what is seen and pressed.
      const seen = control.closest('label') ?? control;
      const box = seen.getBoundingClientRect();
      const isHidden =
        box.width === 0 || control.closest('[aria-hidden=true], [data-hidden], .visually-hidden');
      if (isHidden || control.tabIndex < 0) continue;
      const reach = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
      let canScroll = { x: false, y: false };
      for (let parent = seen.parentElement; parent; parent = parent.parentElement) {
        const style = getComputedStyle(parent);
        const frame = parent.getBoundingClientRect();
        if (/auto|scroll/.test(style.overflowY)) canScroll = { ...canScroll, y: true };
        if (/auto|scroll/.test(style.overflowX) && parent.scrollWidth > parent.clientWidth + 1)
          canScroll = { ...canScroll, x: true };
        if (style.overflowX !== 'visible' && !canScroll.x) {
          reach.left = Math.max(reach.left, frame.left);
          reach.right = Math.min(reach.right, frame.right);
        }
        if (style.overflowY !== 'visible' && !canScroll.y) {
          reach.top = Math.max(reach.top, frame.top);
          reach.bottom = Math.min(reach.bottom, frame.bottom);
        }
      }
      const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
      const isOut =
        (!canScroll.x && (middle.x < reach.left || middle.x > reach.right)) ||
        (!canScroll.y && (middle.y < reach.top || middle.y > reach.bottom));
      if (isOut) {
        faults.push(control.outerHTML.slice(0, 200));
      }
    }
    return faults;
  });
}
