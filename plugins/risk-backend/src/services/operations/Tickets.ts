import { randomUUID } from 'crypto';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import {
  Endpoints,
  Ticket,
  Tickets as TicketList,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { toBoolean } from '../../database/tables';
import {
  DbTicketRow,
  TicketStore,
  TicketSubject,
} from '../../database/TicketStore';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { ticketSubject } from '../tickets/ticketSubject';
import { TicketTrackers } from '../tickets/TicketTrackers';

export interface TicketsOptions {
  db: Knex;
  trackers: Pick<TicketTrackers, 'projectsOf'>;
  /** `app.baseUrl`: tickets lead back to the page of the entity. */
  appUrl?: string;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const MAX_TICKETS = 20;
const MAX_TITLE = 250;

const subjectOf = ({ subject, id }: Input<'listTickets'>): TicketSubject => ({
  subject,
  subject_id: id,
});

const present = (row: DbTicketRow): Ticket => ({
  id: row.id,
  url: row.url,
  title: row.title ?? undefined,
  state: row.state ?? undefined,
  followedBy: row.tracker ?? undefined,
  checkedAt: row.checked_at ?? undefined,
  problem: row.problem ?? undefined,
  linkedBy: row.linked_by,
  linkedAt: row.linked_at,
});

/** Tickets of mitigations and treatment options. */
export class Tickets
  implements
    Operations<'listTickets' | 'linkTicket' | 'createTicket' | 'removeTicket'>
{
  readonly #options: TicketsOptions;

  constructor(options: TicketsOptions) {
    this.#options = options;
  }

  listTickets = async (input: Input<'listTickets'>): Promise<TicketList> =>
    this.#listed(subjectOf(input));

  /**
   * Links a ticket. Its state is read when it lies in the repository of the
   * entity; no other address is ever requested.
   *
   * @throws NotFoundError, ConflictError
   */
  linkTicket = async (
    { body: { url }, ...input }: Input<'linkTicket'>,
    caller: Caller,
  ): Promise<TicketList> => {
    const subject = subjectOf(input);
    const { locations } = await this.#roomFor(subject);
    const row = this.#row(subject, url, caller);
    for (const { tracker, project } of this.#options.trackers.projectsOf(
      locations,
    )) {
      try {
        const state = await tracker.read(project, url);
        if (!state) continue;
        row.title = state.title;
        row.state = state.state;
        row.checked_at = row.linked_at;
      } catch (error) {
        // The link is good all the same; the job tries again.
        row.problem = toError(error).message;
      }
      row.tracker = tracker.id;
      row.project = project;
      break;
    }
    await this.#add(row);
    return this.#listed(subject);
  };

  /**
   * @throws NotFoundError, InputError, ConflictError
   * @throws ServiceUnavailableError when the tracker does not take it
   */
  createTicket = async (
    { body, ...input }: Input<'createTicket'>,
    caller: Caller,
  ): Promise<TicketList> => {
    const subject = subjectOf(input);
    const { title, entityRefs, locations, tickets } = await this.#roomFor(
      subject,
    );
    const found = this.#options.trackers
      .projectsOf(locations)
      .find(({ tracker }) => tracker.id === body.tracker);
    if (!found) {
      throw new InputError(
        `body.tracker: ${body.tracker} keeps no tickets for ${entityRefs.join(
          ', ',
        )}`,
      );
    }
    const open = tickets.find(
      row => toBoolean(row.created) && row.state !== 'closed',
    );
    if (open) {
      throw new ConflictError(`${open.url} was created for this and is open`);
    }
    const { tracker, project } = found;
    const created = await tracker
      .create(project, {
        title: title.slice(0, MAX_TITLE),
        body: this.#bodyFor(entityRefs[0]),
      })
      .catch(error => {
        throw new ServiceUnavailableError(
          `${tracker.title} did not take the ticket: ${toError(error).message}`,
        );
      });
    const row = this.#row(subject, created.url, caller);
    await this.#add({
      ...row,
      tracker: tracker.id,
      project,
      title: created.title,
      state: created.state,
      created: true,
      checked_at: row.linked_at,
    });
    return this.#listed(subject);
  };

  /** @throws NotFoundError */
  removeTicket = async ({
    body: { ticketId },
    ...input
  }: Input<'removeTicket'>): Promise<TicketList> => {
    const subject = subjectOf(input);
    const store = new TicketStore(this.#options.db);
    if (!(await store.remove(ticketId, subject))) {
      throw new NotFoundError(`Ticket ${ticketId} is not linked here`);
    }
    return this.#listed(subject);
  };

  async #roomFor(subject: TicketSubject) {
    const { db } = this.#options;
    const facts = await ticketSubject(db, subject);
    const tickets = await new TicketStore(db).of(subject);
    if (tickets.length >= MAX_TICKETS) {
      throw new ConflictError(
        `There are ${MAX_TICKETS} tickets already. Take a link away first.`,
      );
    }
    return { ...facts, tickets };
  }

  async #add(row: DbTicketRow) {
    if (!(await new TicketStore(this.#options.db).add(row))) {
      throw new ConflictError(`${row.url} is linked already`);
    }
  }

  async #listed(subject: TicketSubject): Promise<TicketList> {
    const { db, trackers } = this.#options;
    const { locations } = await ticketSubject(db, subject);
    const rows = await new TicketStore(db).of(subject);
    return {
      items: rows.map(present),
      canCreateIn: trackers
        .projectsOf(locations)
        .map(({ tracker: { id, title }, project }) => ({
          tracker: id,
          title,
          project,
        })),
    };
  }

  #row(subject: TicketSubject, url: string, caller: Caller): DbTicketRow {
    return {
      id: randomUUID(),
      ...subject,
      url,
      tracker: null,
      project: null,
      title: null,
      state: null,
      created: false,
      checked_at: null,
      problem: null,
      linked_by: caller.actor,
      linked_at: this.#options.now().toISOString(),
    };
  }

  /** Says where it comes from and no more: a repository may be public. */
  #bodyFor(entityRef: string): string {
    const { appUrl } = this.#options;
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const page = `/catalog/${namespace}/${kind}/${name}/risk`;
    return appUrl
      ? `Asked for on the risk page of [${entityRef}](${appUrl.replace(
          /\/$/,
          '',
        )}${page}).`
      : `Asked for on the risk page of ${entityRef}.`;
  }
}
