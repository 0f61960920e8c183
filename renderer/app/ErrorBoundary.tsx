import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconAlert } from '../ui/icons.ts';
import type { Frame } from './workspace.ts';

interface Props {
  readonly frame: Frame;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** Catches what a view throws while drawing. The project is safe in its own process; the window can be drawn afresh. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const { shell } = this.props.frame.clients;
    const text = `${error.message}\n${error.stack ?? ''}`;
    return (
      <main>
        <EmptyState
          icon={IconAlert}
          title="This window could not be drawn"
          actions={
            <>
              <Button tone="primary" onPress={() => this.setState({ error: null })}>
                Draw it again
              </Button>
              <Button onPress={() => void shell.call('clipboard.write', { text })}>
                Copy details
              </Button>
            </>
          }
        >
          Everything you did is saved. What went wrong: {error.message}
        </EmptyState>
      </main>
    );
  }
}
