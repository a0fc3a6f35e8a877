import { randomUUID } from 'crypto';
import {
  ConflictError,
  InputError,
  isError,
  NotFoundError,
} from '@backstage/errors';
import { Endpoints, Session } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { dayOf } from '../../days';
import { SessionStore } from '../../database/SessionStore';
import { DbSessionRow } from '../../database/treatmentTables';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { productRows } from '../read/queries/products';
import { risksByIds } from '../read/queries/risks';
import { SessionReads } from '../read/SessionReads';
import { RiskService } from '../risks/RiskService';
import { ProductBelongings } from '../treatment/ProductBelongings';
import {
  members,
  refsOf,
  risksOf,
  SessionParts,
} from '../treatment/sessionParts';

interface SessionsOptions {
  db: Knex;
  risks: Pick<RiskService, 'rate'>;
  belongings: ProductBelongings;
  sessionReads: SessionReads;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

/** Threat modelling sessions: asked for, planned, held. */
export class SessionOperations
  implements Operations<'requestSession' | 'updateSession' | 'confirmRatings'>
{
  readonly #options: SessionsOptions;

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError, InputError */
  requestSession = async (
    { entityRef, body }: Input<'requestSession'>,
    caller: Caller,
  ): Promise<Session> => {
    const { db, sessionReads, now } = this.#options;
    const [product] = await productRows(db, [entityRef]);
    if (!product) throw new NotFoundError(`${entityRef} is no product here`);
    const scope = refsOf(body.scope);
    await this.#requireBelonging(
      entityRef,
      { scope, risksIn: body.riskIds, risksOut: [] },
      caller,
    );
    const id = randomUUID();
    const at = now().toISOString();
    await db.transaction(async trx => {
      const store = new SessionStore(trx);
      await store.insert({
        id,
        product_ref: entityRef,
        title: body.title,
        state: 'requested',
        day: body.day ?? null,
        cadence_days: null,
        reason: body.reason,
        notes: '',
        outcome: '',
        created_by: caller.actor,
        created_at: at,
        updated_at: at,
        revision: 1,
      });
      await store.replaceParts(
        id,
        members(id, 'scope', scope),
        risksOf(id, 'in', body.riskIds),
      );
    });
    return sessionReads.getSession({ id }, caller);
  };

  /**
   * Writes a session down anew. What of it the caller may not see stays in it.
   *
   * @throws NotFoundError, InputError, ConflictError
   */
  updateSession = async (
    { id, body }: Input<'updateSession'>,
    caller: Caller,
  ): Promise<Session> => {
    const { db, belongings, sessionReads, now } = this.#options;
    const stored = await new SessionStore(db).find(id);
    if (!stored) throw new NotFoundError(`Session ${id} is unknown`);
    const instant = now();
    requireDay(body, instant);
    const scope = refsOf(body.scope);
    const participants = refsOf(body.participants);
    const both = body.risksIn.find(risk => body.risksOut.includes(risk));
    if (both) {
      throw new InputError(
        `body.risksOut: risk ${both} brought the session about, so it was not found in it`,
      );
    }
    const { shown, hidden } = await belongings.splitParts(
      db,
      await this.#partsOf(id),
      caller,
    );
    // What it holds already stays possible, wherever it moved since.
    const refs = new Set(shown.members.map(({ ref }) => ref));
    const risks = new Set(shown.risks.map(({ risk_id }) => risk_id));
    const addedRisk = (risk: string) => !risks.has(risk);
    await this.#requireBelonging(
      stored.product_ref,
      {
        scope: scope.filter(ref => !refs.has(ref)),
        risksIn: body.risksIn.filter(addedRisk),
        risksOut: body.risksOut.filter(addedRisk),
      },
      caller,
    );
    await belongings.requirePeople(
      {
        refs: participants.filter(ref => !refs.has(ref)),
        path: 'body.participants',
      },
      caller,
    );
    await db.transaction(async trx => {
      const store = new SessionStore(trx);
      const row = await store.lock(id);
      if (!row) throw new NotFoundError(`Session ${id} is unknown`);
      requireRevision(row, body.revision);
      await store.update(id, {
        title: body.title,
        state: body.state,
        day: body.day ?? null,
        cadence_days: body.cadenceDays ?? null,
        notes: body.notes,
        outcome: body.outcome,
        updated_at: instant.toISOString(),
        revision: row.revision + 1,
      });
      await store.replaceParts(
        id,
        [
          ...members(id, 'scope', scope),
          ...members(id, 'participant', participants),
          ...hidden.members,
        ],
        [
          ...risksOf(id, 'in', body.risksIn),
          ...risksOf(id, 'out', body.risksOut),
          ...hidden.risks,
        ],
      );
    });
    return sessionReads.getSession({ id }, caller);
  };

  /**
   * Confirms assumed ratings as they stand, each on its own: one that cannot
   * be confirmed does not stop the others.
   */
  confirmRatings = async (
    { id, body }: Input<'confirmRatings'>,
    caller: Caller,
  ) => {
    const { db, risks, belongings } = this.#options;
    const store = new SessionStore(db);
    const session = await store.find(id);
    if (!session) throw new NotFoundError(`Session ${id} is unknown`);
    const riskIds = [...new Set(body.riskIds)];
    const ofSession = new Set(
      (await store.risks(id)).map(({ risk_id }) => risk_id),
    );
    await belongings.requireRisks(
      db,
      { productRef: session.product_ref, riskIds, path: 'body.riskIds' },
      caller,
    );
    const rows = await risksByIds(db, riskIds);
    const confirmed: string[] = [];
    const refused: Array<{ riskId: string; reason: string }> = [];
    for (const riskId of riskIds) {
      const row = rows.get(riskId);
      const reason = refusalOf(row, ofSession.has(riskId));
      if (reason !== undefined || !row) {
        refused.push({ riskId, reason: reason ?? 'It is unknown' });
        continue;
      }
      try {
        await risks.rate(
          riskId,
          {
            probabilityMicro: row.probability_micro ?? 0,
            impactCenti: Number(row.impact_centi ?? 0),
            comment: `Confirmed in the session “${session.title}”`,
          },
          caller.actor,
        );
        confirmed.push(riskId);
      } catch (error) {
        refused.push({
          riskId,
          reason: isError(error) ? error.message : String(error),
        });
      }
    }
    return { confirmed, refused };
  };

  async #partsOf(id: string): Promise<SessionParts> {
    const store = new SessionStore(this.#options.db);
    return { members: await store.members(id), risks: await store.risks(id) };
  }

  async #requireBelonging(
    productRef: string,
    given: {
      scope: readonly string[];
      risksIn: readonly string[];
      risksOut: readonly string[];
    },
    caller: Caller,
  ) {
    const { db, belongings } = this.#options;
    await belongings.requireEntities(
      db,
      { productRef, refs: given.scope, path: 'body.scope' },
      caller,
    );
    await belongings.requireRisks(
      db,
      {
        productRef,
        riskIds: [...given.risksIn, ...given.risksOut],
        path: 'body.risks',
      },
      caller,
    );
  }
}

/** @throws ConflictError when somebody else was faster */
export function requireRevision(
  row: Pick<DbSessionRow, 'revision'>,
  revision: number,
) {
  if (row.revision !== revision) {
    throw new ConflictError(
      'Somebody else has changed it meanwhile; read it again and add what is missing',
    );
  }
}

function requireDay(
  { state, day }: Input<'updateSession'>['body'],
  now: Date,
): void {
  if ((state === 'planned' || state === 'held') && day === undefined) {
    throw new InputError(`body.day: a session that is ${state} has a day`);
  }
  const today = dayOf(now);
  if (state === 'held' && day !== undefined && day > today) {
    throw new InputError(
      'body.day: a session cannot have been held in the future',
    );
  }
}

function refusalOf(
  row: { rating_state: string; state: string } | undefined,
  ofSession: boolean,
): string | undefined {
  if (!row) return 'It is unknown';
  if (!ofSession) return 'It is none of the risks of this session';
  if (row.state !== 'open') return 'It is closed';
  if (row.rating_state === 'unrated') {
    return 'It has no rating yet: rate it instead';
  }
  return row.rating_state === 'confirmed'
    ? 'Its rating is confirmed already'
    : undefined;
}
