import { NotFoundError } from '@backstage/errors';
import { Endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { Caller } from '../Caller';
import { IngestService } from '../ingest/IngestService';
import { OperationInput, Operations } from '../Operations';
import { FindingReads } from '../read/FindingReads';
import { ModelReads } from '../read/ModelReads';
import { ProductReads } from '../read/ProductReads';
import { findingIdOfMitigation } from '../read/queries/findings';
import { RiskService } from '../risks/RiskService';

/** What judgements need of the services that record them. */
export type Judging = Pick<RiskService, 'rate' | 'word' | 'triage' | 'verify'>;
export type Mapping = Pick<IngestService, 'mapElement'>;

interface JudgementsOptions {
  db: Knex;
  ingest: Mapping;
  risks: Judging;
  findingReads: FindingReads;
  modelReads: ModelReads;
  productReads: ProductReads;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

/** What people say about findings, risks and models, answered as it is now. */
export class Judgements
  implements
    Operations<
      | 'triageFinding'
      | 'verifyMitigation'
      | 'rateRisk'
      | 'wordRisk'
      | 'mapElement'
    >
{
  readonly #options: JudgementsOptions;

  constructor(options: JudgementsOptions) {
    this.#options = options;
  }

  triageFinding = async (
    { id, body }: Input<'triageFinding'>,
    caller: Caller,
  ) => {
    const { risks, findingReads } = this.#options;
    await risks.triage(id, body, caller.actor);
    return findingReads.getFinding({ id }, caller);
  };

  /** @throws NotFoundError */
  verifyMitigation = async (
    { id, body }: Input<'verifyMitigation'>,
    caller: Caller,
  ) => {
    const { db, risks, findingReads } = this.#options;
    await risks.verify(id, body, caller.actor);
    const findingId = await findingIdOfMitigation(db, id);
    if (!findingId) throw new NotFoundError(`Mitigation ${id} is unknown`);
    return findingReads.getFinding({ id: findingId }, caller);
  };

  rateRisk = async ({ id, body }: Input<'rateRisk'>, caller: Caller) => {
    const { risks, productReads } = this.#options;
    await risks.rate(id, body, caller.actor);
    return productReads.risk(id, caller);
  };

  wordRisk = async ({ id, body }: Input<'wordRisk'>, caller: Caller) => {
    const { risks, productReads } = this.#options;
    await risks.word(id, body.statement, caller.actor);
    return productReads.risk(id, caller);
  };

  /** @throws NotFoundError */
  mapElement = async ({ id, body }: Input<'mapElement'>, caller: Caller) => {
    const { ingest, modelReads } = this.#options;
    await ingest.mapElement(id, body, caller.actor);
    const { elements } = await modelReads.getModelDiagram({ id }, caller);
    const element = elements.find(one => one.id === body.elementId);
    if (!element) {
      throw new NotFoundError(`Element ${body.elementId} is unknown`);
    }
    return element;
  };
}
