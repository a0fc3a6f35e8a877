import {
  Endpoints,
  Judgement,
  RelinkOffer,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { presentRelinkOffer } from '../read/present/relinks';
import { mitigationsOf, ratingsOf } from '../read/queries/findings';
import { VisibleRisks } from '../read/VisibleRisks';
import { decisionsOfRisk } from '../relink/decisionsOfRisk';
import { judgementsOf } from '../relink/judgementsOf';
import { relinkOffers, RelinkRow } from '../relink/relinkOffers';
import { RelinkService } from '../relink/RelinkService';

/** What relinking needs of the service that records it. */
export type Relinking = Pick<RelinkService, 'accept' | 'dismiss'>;

interface RelinksOptions {
  db: Knex;
  relinking: Relinking;
  visible: VisibleRisks;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

/** What people decided about findings that are gone, and where it may belong. */
export class Relinks
  implements Operations<'listRelinkOffers' | 'acceptRelink' | 'dismissRelink'>
{
  readonly #options: RelinksOptions;

  constructor(options: RelinksOptions) {
    this.#options = options;
  }

  listRelinkOffers = async (
    { entityRef }: Input<'listRelinkOffers'>,
    caller: Caller,
  ): Promise<{ items: RelinkOffer[] }> => {
    const { db, visible } = this.#options;
    const pairs = await relinkOffers(db, entityRef);
    const seen = await visible.among(
      [entityRef, ...pairs.map(({ to }) => to.entity_ref)],
      caller,
    );
    const shown = pairs.filter(
      ({ to }) => to.entity_ref === null || seen.has(to.entity_ref),
    );
    const judgements = new Map<string, Judgement[]>();
    for (const { from } of shown) {
      if (!judgements.has(from.id)) {
        judgements.set(from.id, await this.#judgementsOf(from));
      }
    }
    return {
      items: shown.map(pair =>
        presentRelinkOffer(pair, judgements.get(pair.from.id) ?? [], seen),
      ),
    };
  };

  acceptRelink = async (
    { entityRef, body }: Input<'acceptRelink'>,
    { actor }: Caller,
  ) => {
    await this.#options.relinking.accept({ entityRef, ...body }, actor);
    return { ...body, choice: 'accepted' as const };
  };

  dismissRelink = async (
    { entityRef, body }: Input<'dismissRelink'>,
    { actor }: Caller,
  ) => {
    await this.#options.relinking.dismiss({ entityRef, ...body }, actor);
    return { ...body, choice: 'dismissed' as const };
  };

  async #judgementsOf(from: RelinkRow): Promise<Judgement[]> {
    const { db } = this.#options;
    const [ratings, mitigations, decisions] = await Promise.all([
      from.rating_state === 'confirmed' ? ratingsOf(db, from.risk_id) : [],
      mitigationsOf(db, [from.id]),
      decisionsOfRisk(db, from.risk_id),
    ]);
    return judgementsOf(from, ratings[0], mitigations, decisions);
  }
}
