import { Knex } from 'knex';
import { dayOf } from '../days';
import { takeSnapshots } from '../database/takeSnapshots';

export interface SnapshotTaskOptions {
  database: Knex;
  now: () => Date;
}

/**
 * Keeps where products stood at the end of each UTC day, for trends.
 *
 * @remarks
 * Run it several times a day: the last run of a day decides, and only products
 * whose numbers changed are written. What happens after it is not lost, it
 * shows on the next day; today's point of a trend is the roll-up itself.
 */
export class SnapshotTask {
  readonly #options: SnapshotTaskOptions;

  constructor(options: SnapshotTaskOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const day = dayOf(this.#options.now());
    await takeSnapshots(this.#options.database, day);
  }
}
