import { runCommand } from './runCommand';
import { Answer, startPortal } from './startPortal';

/** What every command of the tests has in `RISK_TOKEN`. */
export const token = 'secret-token';

/** A portal that is new for each test of a file, and answers what it is told. */
export function answeringPortal() {
  let running: Awaited<ReturnType<typeof startPortal>>;
  const portal = {
    answer: {} as Answer,
    get url() {
      return running.url;
    },
    get requests() {
      return running.requests;
    },
    stop: () => running.stop(),
    /** Runs a command against it. */
    run: (args: string[], input?: string) =>
      runCommand([...args, '--url', running.url], {
        input,
        variables: { RISK_TOKEN: token },
      }),
  };
  beforeEach(async () => {
    portal.answer = {};
    running = await startPortal(() => portal.answer);
  });
  afterEach(() => running.stop());
  return portal;
}
