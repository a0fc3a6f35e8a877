import { randomUUID } from 'crypto';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  BudgetSummary,
  Endpoints,
  Timeline,
  TimelineEvent,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { Knex } from 'knex';
import { BudgetStore } from '../../database/BudgetStore';
import { SessionStore } from '../../database/SessionStore';
import { DaySpan, TimelineStore } from '../../database/TimelineStore';
import { dayNumber, dayNumberOf, dayText } from '../../days';
import { ProductBudgets } from '../budgets/ProductBudgets';
import { stepsOfChange } from '../budgets/targets';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { plural } from '../read/present/sentences';
import { productRows } from '../read/queries/products';
import { VisibleRisks } from '../read/VisibleRisks';
import { conflictsOf, slackOf } from '../timeline/conflicts';
import { decisionEvents } from '../timeline/decisionEvents';

interface TimelinesOptions {
  db: Knex;
  visible: VisibleRisks;
  budgets: ProductBudgets;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const PAST_DAYS = 90;
const COMING_DAYS = 180;
const LONGEST_DAYS = 1_100;
const EVENT_LIMIT = 500;
const SESSION_LIMIT = 100;

const oneDay = (day: string) => ({ startDay: day, endDay: day });

/** Where the budget goes, as dates to come. */
function forecastOf({ runsOutOn, recoversOn }: BudgetSummary): TimelineEvent[] {
  const event = (
    kind: 'runs-out' | 'recovers',
    day: string,
    title: string,
  ) => ({
    id: kind,
    lane: 'budget' as const,
    kind,
    title,
    ...oneDay(day),
    stored: false,
    forecast: true,
  });
  return [
    ...(runsOutOn
      ? [event('runs-out', runsOutOn, 'The budget runs out at this rate')]
      : []),
    ...(recoversOn
      ? [event('recovers', recoversOn, 'The budget recovers at this rate')]
      : []),
  ];
}

/** The dates of everybody about a product, in one picture. */
export class Timelines
  implements Operations<'getTimeline' | 'addTimelineEvent'>
{
  readonly #options: TimelinesOptions;

  constructor(options: TimelinesOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError, InputError */
  getTimeline = async (
    { entityRef, from, to }: Input<'getTimeline'>,
    caller: Caller,
  ): Promise<Timeline> => {
    const { db, visible, budgets, now } = this.#options;
    const instant = now();
    const day = dayNumberOf(instant);
    const span = spanOf(from, to, day);
    const store = new TimelineStore(db);
    const [
      [product],
      stored,
      sessions,
      decisions,
      changes,
      imports,
      summaries,
    ] = await Promise.all([
      productRows(db, [entityRef]),
      store.events(entityRef, span, EVENT_LIMIT),
      new SessionStore(db).ofProduct(entityRef, SESSION_LIMIT),
      store.decisions(entityRef, span, EVENT_LIMIT),
      new BudgetStore(db).changes([entityRef]),
      store.importDays(entityRef, span),
      budgets.summariesOf([entityRef]),
    ]);
    const seen = await visible.among([entityRef], caller);
    const link = seen.link(entityRef);
    if (!product || !link) {
      throw new NotFoundError(`${entityRef} is no product here`);
    }
    const within = ({ startDay, endDay }: TimelineEvent) =>
      endDay >= span.from && startDay <= span.to;
    const budget = summaries.get(entityRef);
    const events: TimelineEvent[] = [
      ...stored.map(row => ({
        id: row.id,
        lane: row.lane,
        kind: row.kind,
        title: row.title,
        startDay: row.start_day,
        endDay: row.end_day,
        stored: true,
        forecast: false,
      })),
      ...sessions.flatMap(({ id, title, day: on, state }): TimelineEvent[] =>
        on !== null && state !== 'cancelled'
          ? [
              {
                id: `session ${id}`,
                lane: 'security',
                kind: 'session',
                title: state === 'held' ? title : `${title} (${state})`,
                ...oneDay(on),
                stored: false,
                forecast: false,
                sessionId: id,
              },
            ]
          : [],
      ),
      ...decisionEvents(decisions, day),
      ...imports.map(
        ({ day: on, count, backfilled }): TimelineEvent => ({
          id: `${backfilled ? 'history' : 'import'} ${on}`,
          lane: 'engineering',
          kind: 'import',
          title: backfilled
            ? `${plural(count, 'threat model')} as of then, brought in later`
            : `${plural(count, 'threat model')} imported`,
          ...oneDay(on),
          stored: false,
          forecast: false,
        }),
      ),
      ...changes.map((change): TimelineEvent => {
        const [first] = stepsOfChange(change);
        return {
          id: `target ${change.id}`,
          lane: 'budget',
          kind: 'target',
          title: `Target ${change.method}: ${formatPoints(
            first?.exposureUnits ?? 0,
          )} points`,
          ...oneDay(change.at.slice(0, 10)),
          stored: false,
          forecast: false,
        };
      }),
      ...(budget ? forecastOf(budget) : []),
    ]
      .filter(within)
      .sort((a, b) => {
        if (a.startDay !== b.startDay) return a.startDay < b.startDay ? -1 : 1;
        return a.id < b.id ? -1 : 1;
      });
    const byId = new Map(events.map(event => [event.id, event]));
    const links = (await store.links(stored.map(({ id }) => id))).flatMap(
      ({ from_id, to_id }) => {
        const first = byId.get(from_id);
        const second = byId.get(to_id);
        return first && second
          ? [
              {
                fromId: from_id,
                toId: to_id,
                slackDays: slackOf(first, second),
              },
            ]
          : [];
      },
    );
    return {
      product: link,
      asOf: instant.toISOString(),
      ...span,
      conflicts: conflictsOf({ events, links, day }),
      events,
      links,
    };
  };

  /** @throws NotFoundError, InputError */
  addTimelineEvent = async (
    { entityRef, body }: Input<'addTimelineEvent'>,
    caller: Caller,
  ): Promise<Timeline> => {
    const { db, now } = this.#options;
    const [product] = await productRows(db, [entityRef]);
    if (!product) throw new NotFoundError(`${entityRef} is no product here`);
    const endDay = body.endDay ?? body.startDay;
    if (endDay < body.startDay) {
      throw new InputError('body.endDay: must not be before body.startDay');
    }
    const after = [...new Set(body.after)];
    const wrong = await new TimelineStore(db).unknownAmong(entityRef, after);
    if (wrong) {
      throw new InputError(
        `body.after: ${wrong} is no event of ${entityRef} that somebody put there`,
      );
    }
    const id = randomUUID();
    await db.transaction(trx =>
      new TimelineStore(trx).add(
        {
          id,
          product_ref: entityRef,
          lane: body.lane,
          kind: body.kind,
          title: body.title,
          start_day: body.startDay,
          end_day: endDay,
          created_by: caller.actor,
          created_at: now().toISOString(),
        },
        after.map(from_id => ({ from_id, to_id: id })),
      ),
    );
    return this.getTimeline({ entityRef }, caller);
  };
}

function spanOf(
  from: string | undefined,
  to: string | undefined,
  day: number,
): DaySpan {
  const span = {
    from: from ?? dayText(day - PAST_DAYS),
    to: to ?? dayText(day + COMING_DAYS),
  };
  const days = dayNumber(span.to) - dayNumber(span.from);
  if (days < 0) throw new InputError('query.to: must not be before query.from');
  if (days > LONGEST_DAYS) {
    throw new InputError(
      `query.to: a timeline shows at most ${LONGEST_DAYS} days`,
    );
  }
  return span;
}
