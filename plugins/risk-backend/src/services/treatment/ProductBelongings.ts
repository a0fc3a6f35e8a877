import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { selectInChunks } from '../../database/batches';
import { Caller } from '../Caller';
import { isRiskVisible } from '../read/present/risks';
import { entityRefsOfRisks } from '../read/queries/findings';
import { VisibleRisks } from '../read/VisibleRisks';
import { SessionParts } from './sessionParts';

interface ProductBelongingsOptions {
  visible: VisibleRisks;
}

/** Checks that what a request names belongs to the product and may be seen. */
export class ProductBelongings {
  constructor(private readonly options: ProductBelongingsOptions) {}

  /**
   * @param path - of the field, for the error
   * @throws InputError that names the first one which does not
   */
  async requireRisks(
    db: Knex,
    given: { productRef: string; riskIds: readonly string[]; path: string },
    caller: Caller,
  ): Promise<void> {
    const { productRef, riskIds, path } = given;
    const known = await selectInChunks(riskIds, chunk =>
      db('risk')
        .where({ product_ref: productRef })
        .whereIn('id', chunk)
        .select<{ id: string }[]>('id'),
    );
    const refs = await entityRefsOfRisks(
      db,
      known.map(({ id }) => id),
    );
    const seen = await this.options.visible.among(
      [...refs.values()].flat(),
      caller,
    );
    const allowed = new Set(
      known
        .map(({ id }) => id)
        .filter(id => isRiskVisible(refs.get(id) ?? [], seen)),
    );
    const wrong = riskIds.find(id => !allowed.has(id));
    if (wrong) {
      throw new InputError(
        `${path}: risk ${wrong} is none of ${productRef}, or you may not see it`,
      );
    }
  }

  /** @throws InputError that names the first one that is none of them */
  async requireEntities(
    db: Knex,
    given: { productRef: string; refs: readonly string[]; path: string },
    caller: Caller,
  ): Promise<void> {
    const { productRef, refs, path } = given;
    const rows = await selectInChunks(refs, chunk =>
      db('entity')
        .where({ product_ref: productRef })
        .whereIn('ref', chunk)
        .select<{ ref: string }[]>('ref'),
    );
    const known = new Set([productRef, ...rows.map(({ ref }) => ref)]);
    const seen = await this.options.visible.among(refs, caller);
    const wrong = refs.find(ref => !known.has(ref) || !seen.has(ref));
    if (wrong) {
      throw new InputError(
        `${path}: ${wrong} is no entity of ${productRef}, or you may not see it`,
      );
    }
  }

  /** What the caller may see of a session, and what not. */
  async splitParts(
    db: Knex,
    { members, risks }: SessionParts,
    caller: Caller,
  ): Promise<{ shown: SessionParts; hidden: SessionParts }> {
    const refs = await entityRefsOfRisks(
      db,
      risks.map(({ risk_id }) => risk_id),
    );
    const seen = await this.options.visible.among(
      [...members.map(({ ref }) => ref), ...[...refs.values()].flat()],
      caller,
    );
    const isShown = ({ risk_id }: SessionParts['risks'][number]) =>
      isRiskVisible(refs.get(risk_id) ?? [], seen);
    return {
      shown: {
        members: members.filter(({ ref }) => seen.has(ref)),
        risks: risks.filter(isShown),
      },
      hidden: {
        members: members.filter(({ ref }) => !seen.has(ref)),
        risks: risks.filter(risk => !isShown(risk)),
      },
    };
  }

  /** @throws InputError that names the first one that is no user or group */
  async requirePeople(
    given: { refs: readonly string[]; path: string },
    caller: Caller,
  ): Promise<void> {
    const seen = await this.options.visible.among(given.refs, caller);
    const wrong = given.refs.find(
      ref => !/^(user|group):/.test(ref) || !seen.has(ref),
    );
    if (wrong) {
      throw new InputError(
        `${given.path}: ${wrong} is neither a user nor a group of the catalog`,
      );
    }
  }
}
