import { InputError, NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  Timeline,
  TimelineEvent,
} from '@product-risk/backstage-plugin-risk-common';
import {
  CategoryError,
  CategoryFrameworks,
} from '@product-risk/category-frameworks';
import { Knex } from 'knex';
import { Vocabulary } from '../../frameworksConfig';
import { BudgetStore } from '../../database/BudgetStore';
import { SessionStore } from '../../database/SessionStore';
import { TicketStore } from '../../database/TicketStore';
import { DaySpan, TimelineStore } from '../../database/TimelineStore';
import { TreatmentStore } from '../../database/TreatmentStore';
import { dayNumber, dayNumberOf, dayText } from '../../days';
import { ProductBudgets } from '../budgets/ProductBudgets';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { annotatedEvents } from '../timeline/annotatedEvents';
import { AuditConflicts } from '../timeline/AuditConflicts';
import { conflictsOf } from '../timeline/conflicts';
import { decisionEvents } from '../timeline/decisionEvents';
import { linksOf } from '../timeline/links';
import {
  forecastEvents,
  importEvents,
  sessionEvents,
  targetEvents,
} from '../timeline/otherEvents';
import { fixOf, optionFixes } from '../timeline/plannedFixes';
import { storedEvents } from '../timeline/storedEvents';
import { inOrder } from '../timeline/timelineEvent';
import { categoryLink } from './present/categories';
import { isRiskVisible } from './present/risks';
import { entityRefsOfRisks } from './queries/findings';
import { productRows } from './queries/products';
import { risksByIds } from './queries/risks';
import { VisibleRisks } from './VisibleRisks';

interface TimelineReadsOptions {
  db: Knex;
  visible: VisibleRisks;
  budgets: ProductBudgets;
  vocabulary: Promise<Vocabulary>;
  audits: Pick<AuditConflicts, 'of'>;
  now: () => Date;
}

const PAST_DAYS = 90;
const COMING_DAYS = 180;
const LONGEST_DAYS = 1_100;
const EVENT_LIMIT = 500;
const SESSION_LIMIT = 100;
/** Part of the names of the annotations that state dates. */
const DATED = 'product-risk/next-';

const isWithin = ({ startDay, endDay }: TimelineEvent, { from, to }: DaySpan) =>
  endDay >= from && startDay <= to;

/** The dates of everybody about a product, in one picture. */
export class TimelineReads implements Operations<'getTimeline'> {
  readonly #options: TimelineReadsOptions;

  constructor(options: TimelineReadsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError, InputError */
  getTimeline = async (
    { entityRef, from, to }: OperationInput<Endpoints['getTimeline']>,
    caller: Caller,
  ): Promise<Timeline> => {
    const { db, visible, now, audits } = this.#options;
    const instant = now();
    const day = dayNumberOf(instant);
    const span = spanOf(from, to, day);
    // What is to come counts, whether it is shown or not.
    const known = {
      from: [span.from, dayText(day - PAST_DAYS)].sort()[0],
      to: [span.to, dayText(day + LONGEST_DAYS)].sort()[1],
    };
    const [product] = await productRows(db, [entityRef]);
    const facts = await this.#facts(entityRef, known);
    const seen = await visible.among(
      [
        entityRef,
        ...facts.annotations.map(({ ref }) => ref),
        ...facts.rows.map(({ created_by }) => created_by),
        ...[...facts.riskRefs.values()].flat(),
      ],
      caller,
    );
    const link = seen.link(entityRef);
    if (!product || !link) {
      throw new NotFoundError(`${entityRef} is no product here`);
    }
    const { frameworks } = await this.#options.vocabulary;
    const linkOf = (id: string) => categoryLink(frameworks, id);
    const isVisible = (id: string) =>
      isRiskVisible(facts.riskRefs.get(id) ?? [], seen);

    const stored = storedEvents({ ...facts, isVisible, seen, linkOf });
    const options = optionFixes({ ...facts, isVisible });
    const fixes = [...stored, ...options];
    const annotated = annotatedEvents({
      rows: facts.annotations,
      seen,
      stored: stored.map(({ event }) => event),
      categoryOf: id => categoryIn(frameworks, id),
    });
    const isUnplanned = (decisionId: string) => {
      const open = facts.accepted.get(decisionId) ?? [];
      return open.length > 0 && !open.some(id => fixOf(id, fixes));
    };
    const events = inOrder([
      ...fixes.map(({ event }) => event),
      ...annotated.events,
      ...sessionEvents(facts.sessions),
      ...decisionEvents(facts.decisions, day, isUnplanned),
      ...importEvents(facts.imports),
      ...targetEvents(facts.changes),
      ...(facts.budget ? forecastEvents(facts.budget) : []),
    ]);
    const links = linksOf({
      events,
      order: [
        ...facts.links.map(({ from_id, to_id }) => ({
          fromId: from_id,
          toId: to_id,
        })),
        ...annotated.order,
      ],
      fixes,
      accepted: facts.accepted,
      day,
    });
    const shown = events.filter(event => isWithin(event, span));
    const ids = new Set(shown.map(({ id }) => id));
    return {
      product: link,
      asOf: instant.toISOString(),
      ...span,
      conflicts: [
        ...conflictsOf({ events, links, day }),
        ...(await audits.of(entityRef, events, day)),
      ],
      problems: annotated.problems,
      events: shown,
      links: links.filter(
        ({ fromId, toId }) => ids.has(fromId) && ids.has(toId),
      ),
    };
  };

  /** Everything that is stored about the dates of a product. */
  async #facts(productRef: string, span: DaySpan) {
    const { db, budgets } = this.#options;
    const store = new TimelineStore(db);
    const [rows, options, decisions, treating, annotations] = await Promise.all(
      [
        store.events(productRef, span.from, EVENT_LIMIT),
        new TreatmentStore(db).ofProduct(productRef),
        store.decisions(productRef, span, EVENT_LIMIT),
        store.treating(productRef, EVENT_LIMIT),
        store.annotations(productRef, DATED),
      ],
    );
    const eventIds = rows.map(({ id }) => id);
    const granted = decisions.filter(({ state }) => state === 'granted');
    const eventRisks = await store.risks(productRef, eventIds);
    const riskIds = [
      ...new Set([
        ...eventRisks.map(({ risk_id }) => risk_id),
        ...options.effects.map(({ risk_id }) => risk_id),
      ]),
    ];
    const [
      links,
      eventCategories,
      risks,
      riskRefs,
      accepted,
      tickets,
      sessions,
      changes,
      imports,
      summaries,
    ] = await Promise.all([
      store.links(eventIds),
      store.categories(eventIds),
      risksByIds(db, riskIds),
      entityRefsOfRisks(db, riskIds),
      store.openRisksOf(
        productRef,
        granted.map(({ id }) => id),
      ),
      new TicketStore(db).ofOptions(options.options.map(({ id }) => id)),
      new SessionStore(db).ofProduct(productRef, SESSION_LIMIT),
      new BudgetStore(db).changes([productRef]),
      store.importDays(productRef, span),
      budgets.summariesOf([productRef]),
    ]);
    return {
      rows,
      links,
      eventRisks,
      eventCategories,
      risks,
      riskRefs,
      stored: options,
      treating,
      tickets,
      decisions,
      accepted,
      annotations,
      sessions,
      changes,
      imports,
      budget: summaries.get(productRef),
    };
  }
}

/** The category, or what is wrong with its id. */
function categoryIn(frameworks: CategoryFrameworks, id: string) {
  try {
    return categoryLink(frameworks, frameworks.resolve(id).id);
  } catch (error) {
    if (error instanceof CategoryError) return error.message;
    throw error;
  }
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
