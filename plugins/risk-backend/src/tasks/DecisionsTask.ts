import { LoggerService } from '@backstage/backend-plugin-api';
import { DecisionLog } from '../services/decisions/DecisionLog';
import { FileAcceptances } from '../services/decisions/FileAcceptances';
import { Idempotency } from '../services/decisions/Idempotency';

export interface DecisionsTaskOptions {
  acceptances: Pick<FileAcceptances, 'openAll'>;
  log: Pick<DecisionLog, 'mirror'>;
  idempotency: Pick<Idempotency, 'forget'>;
  logger: LoggerService;
}

/** What becomes of decisions without anybody calling. */
export class DecisionsTask {
  readonly #options: DecisionsTaskOptions;

  constructor(options: DecisionsTaskOptions) {
    this.#options = options;
  }

  /** Each step by itself: one that fails leaves the others their turn. */
  async run(): Promise<void> {
    const { acceptances, log, idempotency } = this.#options;
    await this.#try('put what files accept before its owners', async () => {
      await acceptances.openAll();
    });
    await this.#try('mirror the decision log', async () => {
      let mirrored = await log.mirror();
      while (mirrored > 0) mirrored = await log.mirror();
    });
    await this.#try('forget old requests', () => idempotency.forget());
  }

  async #try(what: string, run: () => Promise<void>) {
    try {
      await run();
    } catch (error) {
      this.#options.logger.warn(
        `Could not ${what}; the next run tries again: ${error}`,
      );
    }
  }
}
