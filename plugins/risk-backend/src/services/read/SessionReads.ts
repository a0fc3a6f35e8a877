import { NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  Session,
  Sessions,
  SessionSummary,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { CountedSession, SessionStore } from '../../database/SessionStore';
import { dayNumberOf } from '../../days';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { sessionDue } from '../treatment/sessionDue';
import { isRiskVisible, presentRisk } from './present/risks';
import { entityRefsOfRisks } from './queries/findings';
import { productRows } from './queries/products';
import { risksByIds } from './queries/risks';
import { VisibleEntities, VisibleRisks } from './VisibleRisks';

interface SessionReadsOptions {
  db: Knex;
  visible: VisibleRisks;
  now: () => Date;
}

/** Sessions of one product that an answer lists. */
const SESSION_LIMIT = 100;

const summaryOf = (
  row: CountedSession,
  seen: VisibleEntities,
): SessionSummary => ({
  id: row.id,
  title: row.title,
  state: row.state,
  day: row.day ?? undefined,
  cadenceDays: row.cadence_days ?? undefined,
  reason: row.reason,
  risks: row.risks,
  options: row.options,
  createdBy: seen.link(row.created_by),
  createdAt: row.created_at,
});

/** What the pages of sessions show. */
export class SessionReads implements Operations<'listSessions' | 'getSession'> {
  readonly #options: SessionReadsOptions;

  constructor(options: SessionReadsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when the entity is no product. */
  listSessions = async (
    { entityRef }: OperationInput<Endpoints['listSessions']>,
    caller: Caller,
  ): Promise<Sessions> => {
    const { db, visible, now } = this.#options;
    const [[product], rows] = await Promise.all([
      productRows(db, [entityRef]),
      new SessionStore(db).ofProduct(entityRef, SESSION_LIMIT + 1),
    ]);
    const seen = await visible.among(
      [entityRef, ...rows.map(({ created_by }) => created_by)],
      caller,
    );
    const link = seen.link(entityRef);
    if (!product || !link) {
      throw new NotFoundError(`${entityRef} is no product here`);
    }
    const sessions = rows.slice(0, SESSION_LIMIT);
    return {
      product: link,
      due: sessionDue({
        sessions,
        stale: product.stale ?? 0,
        day: dayNumberOf(now()),
      }),
      items: sessions.map(row => summaryOf(row, seen)),
      truncated: rows.length > SESSION_LIMIT,
    };
  };

  /** @throws NotFoundError */
  getSession = async (
    { id }: OperationInput<Endpoints['getSession']>,
    caller: Caller,
  ): Promise<Session> => {
    const { db, visible } = this.#options;
    const store = new SessionStore(db);
    const row = await store.find(id);
    if (!row) throw new NotFoundError(`Session ${id} is unknown`);
    const [members, links] = await Promise.all([
      store.members(id),
      store.risks(id),
    ]);
    const ids = links.map(({ risk_id }) => risk_id);
    const [risks, refsOfRisks] = await Promise.all([
      risksByIds(db, ids),
      entityRefsOfRisks(db, ids),
    ]);
    const seen = await visible.among(
      [
        row.product_ref,
        row.created_by,
        ...members.map(({ ref }) => ref),
        ...[...refsOfRisks.values()].flat(),
      ],
      caller,
    );
    const product = seen.link(row.product_ref);
    if (!product) throw new NotFoundError(`Session ${id} is unknown`);
    const refsOf = (risk: string) => refsOfRisks.get(risk) ?? [];
    const shown = links.filter(({ risk_id }) =>
      isRiskVisible(refsOf(risk_id), seen),
    );
    const risksOf = (direction: 'in' | 'out') =>
      shown
        .filter(link => link.direction === direction)
        .flatMap(({ risk_id }) => {
          const risk = risks.get(risk_id);
          return risk ? [presentRisk(risk, refsOf(risk_id), seen)] : [];
        })
        .sort((a, b) => b.exposure - a.exposure);
    const refs = (role: 'scope' | 'participant') =>
      members.filter(one => one.role === role).map(({ ref }) => ref);
    const { entities: scope, hidden: hiddenScope } = seen.split(refs('scope'));
    const people = seen.split(refs('participant'));
    return {
      ...summaryOf(row, seen),
      product,
      revision: row.revision,
      notes: row.notes,
      outcome: row.outcome,
      scope,
      hiddenScope,
      participants: people.entities,
      hiddenParticipants: people.hidden,
      risksIn: risksOf('in'),
      risksOut: risksOf('out'),
      hiddenRisks: links.length - shown.length,
    };
  };
}
