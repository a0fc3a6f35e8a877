import {
  Judgement,
  RelinkOffer,
} from '@product-risk/backstage-plugin-risk-common';
import { RelinkPair, RelinkRow } from '../../relink/relinkOffers';
import { VisibleEntities } from '../VisibleRisks';
import { severityOf } from './findings';

const presentFinding = (row: RelinkRow, visible: VisibleEntities) => ({
  id: row.id,
  title: row.title,
  severity: severityOf(row.severity),
  element: row.element_name ?? undefined,
  entity: visible.link(row.entity_ref),
  model: row.model_title,
});

/** An offer to move judgements from one finding to another. */
export const presentRelinkOffer = (
  { from, to, similarity }: RelinkPair,
  judgements: Judgement[],
  visible: VisibleEntities,
): RelinkOffer => ({
  from: {
    ...presentFinding(from, visible),
    absentSince: from.absent_since ?? from.first_seen,
  },
  to: { ...presentFinding(to, visible), firstSeen: to.first_seen },
  similarity,
  judgements,
});
