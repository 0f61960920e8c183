import type { ShellState } from '../../shared/contract/shell.ts';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './app.module.css';

/** Version and what it runs on. */
export function AboutDialog(props: { readonly state: ShellState; readonly onClose: () => void }) {
  const { version, versions, platform } = props.state;
  return (
    <Dialog title="About Quotemark" width={400} dismissable onClose={props.onClose}>
      <p>
        Quotemark {version}. Who said what, about whom, and does it hold. Works offline; nothing
        leaves this machine.
      </p>
      <dl className={styles.facts}>
        <dt>Platform</dt>
        <dd>{platform}</dd>
        {Object.entries(versions).map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
