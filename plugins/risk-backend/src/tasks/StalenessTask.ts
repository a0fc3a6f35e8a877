import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { changedStaleness } from '../catalog/staleness';
import { RiskConfig } from '../config';
import { DbEntityRollupRow } from '../database/tables';
import { RollupService } from '../services/rollup/RollupService';

const PAGE = 500;

export interface StalenessTaskOptions {
  database: Knex;
  config: Pick<RiskConfig, 'policy'>;
  /** Refreshes staleness with everything else it recomputes. */
  rollup: Pick<RollupService, 'recompute'>;
  logger: LoggerService;
  now: () => Date;
}

/** Notices models that grew old: nothing else happens on that day. */
export class StalenessTask {
  readonly #options: StalenessTaskOptions;

  constructor(options: StalenessTaskOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { database, config, rollup, logger, now } = this.#options;
    let count = 0;
    for await (const page of this.#pages()) {
      const changed = await changedStaleness(database, page, {
        now: now(),
        staleAfterDays: config.policy.staleAfterDays,
      });
      if (changed.length === 0) continue;
      count += changed.length;
      await database.transaction(trx =>
        rollup.recompute(trx, {
          products: [],
          entities: changed.map(row => row.entity_ref),
        }),
      );
    }
    if (count > 0) {
      logger.info(`The models of ${count} entities became stale or fresh`);
    }
  }

  async *#pages(): AsyncGenerator<string[]> {
    let after = '';
    for (;;) {
      const page: string[] = await this.#options
        .database<DbEntityRollupRow>('entity_rollup')
        .where('entity_ref', '>', after)
        .andWhere(either =>
          either.where('models', '>', 0).orWhereNotNull('stale_since'),
        )
        .orderBy('entity_ref')
        .limit(PAGE)
        .pluck('entity_ref');
      if (page.length > 0) yield page;
      if (page.length < PAGE) return;
      after = page[page.length - 1];
    }
  }
}
