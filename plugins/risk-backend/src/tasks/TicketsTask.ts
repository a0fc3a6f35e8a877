import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Knex } from 'knex';
import { DbTicketRow, TicketStore } from '../database/TicketStore';
import { TicketTrackers } from '../services/tickets/TicketTrackers';

export interface TicketsTaskOptions {
  database: Knex;
  trackers: Pick<TicketTrackers, 'byId' | 'ids'>;
  auditor: AuditorService;
  logger: LoggerService;
  now: () => Date;
}

/** A ticket is read again after this time. */
const REST_MS = 15 * 60 * 1_000;
/** Most tickets of one run: trackers limit how often they are asked. */
const A_RUN = 200;

/** Follows the state of tickets, those first that wait the longest. */
export class TicketsTask {
  readonly #options: TicketsTaskOptions;

  constructor(options: TicketsTaskOptions) {
    this.#options = options;
  }

  /**
   * A ticket that cannot be read never stops the others: its link says why,
   * and it is tried again.
   *
   * @returns how many states changed
   */
  async run(): Promise<number> {
    const { database, trackers, now } = this.#options;
    const store = new TicketStore(database);
    const due = new Date(now().getTime() - REST_MS).toISOString();
    let changed = 0;
    for (const ticket of await store.dueBefore(due, {
      trackers: trackers.ids(),
      limit: A_RUN,
    })) {
      const checked_at = now().toISOString();
      try {
        const found = await this.#read(ticket);
        await store.update(ticket.id, { ...found, checked_at, problem: null });
        if (found.state !== ticket.state) changed += 1;
      } catch (error) {
        await store.update(ticket.id, {
          checked_at,
          problem: toError(error).message.slice(0, 1_000),
        });
        await this.#failed(ticket, error);
      }
    }
    return changed;
  }

  async #read({ tracker, project, url }: DbTicketRow) {
    const state = await this.#options.trackers
      .byId(tracker ?? '')
      ?.read(project ?? '', url);
    if (!state) throw new Error(`${url} is no ticket of ${project}`);
    return { title: state.title, state: state.state };
  }

  async #failed({ id, url }: DbTicketRow, error: unknown) {
    const { auditor, logger } = this.#options;
    logger.warn(`The state of a ticket was not read: ${error}`, { url });
    const event = await auditor.createEvent({
      eventId: 'follow-ticket',
      severityLevel: 'low',
      meta: { ticketId: id },
    });
    await event.fail({ error: toError(error) });
  }
}
