import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  changeBucketOf,
  RISK_CHANGES_CHANNEL,
  RiskChangeSignal,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { RollupStore } from '../../database/RollupStore';
import { NO_PRODUCT } from '../../database/tables';

interface ChangeSignalsOptions {
  database: Knex;
  signals: Pick<SignalsService, 'publish'>;
  logger: LoggerService;
}

const namesEntity = z.object({
  entityRef: z.string().optional(),
  entity: z.string().optional(),
});

/** Posts that change nothing. */
const CHANGES_NOTHING: readonly string[] = ['previewImport'];

/** The entity that a request is about, as far as the request says. */
function entityOf(input: unknown): string | undefined {
  const { success, data } = namesEntity.safeParse(input);
  return success ? data.entityRef ?? data.entity : undefined;
}

/**
 * Tells open pages that there is something new to read. Says nothing of what:
 * a signal goes to everybody.
 */
export class ChangeSignals {
  constructor(private readonly options: ChangeSignalsOptions) {}

  /**
   * After a request that wrote. Never fails: whoever wrote is done, whatever
   * becomes of the signal.
   *
   * @param name - of the endpoint
   */
  async written(name: string, input: unknown): Promise<void> {
    if (CHANGES_NOTHING.includes(name)) return;
    await this.#try(async () => {
      const ref = entityOf(input);
      await this.#publish(ref === undefined ? {} : await this.#about(ref));
    });
  }

  /** After something that concerns many. Never fails. */
  async everything(): Promise<void> {
    await this.#try(() => this.#publish({}));
  }

  async #about(entityRef: string): Promise<RiskChangeSignal> {
    const products = await new RollupStore(
      this.options.database,
    ).productsOfEntities([entityRef]);
    const refs = [entityRef, ...products.filter(ref => ref !== NO_PRODUCT)];
    return { buckets: [...new Set(refs.map(changeBucketOf))] };
  }

  #publish(message: RiskChangeSignal) {
    return this.options.signals.publish({
      recipients: { type: 'broadcast' },
      channel: RISK_CHANGES_CHANNEL,
      message,
    });
  }

  async #try(publish: () => Promise<void>) {
    try {
      await publish();
    } catch (error) {
      this.options.logger.debug(`Open pages were not told of news: ${error}`);
    }
  }
}
