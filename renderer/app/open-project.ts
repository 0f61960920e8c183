import { failureOf, type Frame } from './workspace.ts';

/**
 * Ask the main process to open or make a project. What goes wrong is shown on the welcome screen, where it can be answered;
 * in a window that has a project it is a message.
 */
export async function openProject(frame: Frame, request: () => Promise<boolean>): Promise<void> {
  frame.openFailure.setState(null, true);
  try {
    await request();
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.code === 'cancelled') return;
    if (failure && frame.shell.getState().project === null) {
      frame.openFailure.setState(failure, true);
    } else {
      frame.fail(error, 'Opening the project');
    }
  }
}
