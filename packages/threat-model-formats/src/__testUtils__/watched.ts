import { createContext, Script } from 'vm';

/**
 * Ten times what reading any file may take, for machines that are busy with
 * something else: only what hangs is longer under way.
 */
const PATIENCE_MS = 20_000;

const context: { run?: () => unknown } = createContext({});
const call = new Script('run()');

/**
 * What a function answers; it is stopped and fails when it hangs, which the
 * time limit of a test cannot do, because nothing else runs meanwhile.
 */
export function watched<T>(run: () => T, { patienceMs = PATIENCE_MS } = {}): T {
  let answer: { value: T } | undefined;
  context.run = () => {
    answer = { value: run() };
  };
  call.runInContext(context, { timeout: patienceMs });
  if (!answer) {
    throw new Error('Nothing was answered');
  }
  return answer.value;
}
