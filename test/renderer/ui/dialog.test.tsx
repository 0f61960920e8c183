import { useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Button } from '../../../renderer/ui/Button.tsx';
import { Dialog } from '../../../renderer/ui/Dialog.tsx';
import { Select } from '../../../renderer/ui/Select.tsx';

test('the dialog takes the focus of a button that becomes busy, and gives it back', async () => {
  await render(<Busy />);
  await nameOf('Save').click();
  await expect.element(nameOf('Save')).toBeDisabled();
  await expect.element(page.getByRole('dialog')).toHaveFocus();
  await userEvent.keyboard('{Tab}');
  await expect.element(nameOf('Close')).toHaveFocus();
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  await expect.element(nameOf('Go on')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(nameOf('Save')).toBeEnabled();
  // The person went elsewhere meanwhile, and stays there.
  await expect.element(nameOf('Go on')).toHaveFocus();
});

test('a button that was busy has the focus again when nothing else got it', async () => {
  await render(<Busy />);
  await nameOf('Save').click();
  await expect.element(page.getByRole('dialog')).toHaveFocus();
  await userEvent.keyboard('x');
  await expect.element(nameOf('Save')).toHaveFocus();
});

test('Esc closes a dialog whose focused button went away', async () => {
  await render(<Busy />);
  await nameOf('Remove me').click();
  await expect.element(nameOf('Remove me')).not.toBeInTheDocument();
  await expect.element(nameOf('Close')).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText('Closed')).toBeVisible();
});

test('a choice that makes its own field busy leaves the focus in the dialog', async () => {
  await render(<Busy />);
  await page.getByRole('button', { name: /Column/ }).click();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(page.getByRole('button', { name: /Column/ })).toBeDisabled();
  await expect.element(page.getByRole('dialog')).toHaveFocus();
  await userEvent.keyboard('x');
  await expect.element(page.getByRole('button', { name: /Column/ })).toHaveFocus();
});

function nameOf(name: string) {
  return page.getByRole('button', { name, exact: true });
}

/** A dialog whose work is over when X is pressed. */
function Busy() {
  const [isOpen, setOpen] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [isThere, setThere] = useState(true);
  const [column, setColumn] = useState('a');
  if (!isOpen) return <p>Closed</p>;
  return (
    <div onKeyDown={({ key }) => key === 'x' && setBusy(false)} role="presentation">
      <Dialog
        title="Work"
        onClose={() => setOpen(false)}
        footer={
          <>
            <Button isDisabled={isBusy} onPress={() => setBusy(true)}>
              Save
            </Button>
            <Button onPress={() => setBusy(false)}>Go on</Button>
          </>
        }
      >
        <Select
          label="Column"
          value={column}
          isDisabled={isBusy}
          options={['a', 'b'].map((id) => ({ id, label: id }))}
          onChange={(id) => {
            setColumn(id);
            setBusy(true);
          }}
        />
        {isThere && <Button onPress={() => setThere(false)}>Remove me</Button>}
      </Dialog>
    </div>
  );
}
