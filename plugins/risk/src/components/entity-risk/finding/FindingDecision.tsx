import { FindingDetail } from '@product-risk/backstage-plugin-risk-common';
import { RiskDecision } from '../../decision';
import { nameOf } from '../../primitives';
import { useChanged } from '../RefreshContext';
import { DrawerPart } from './DrawerPart';

/** What the owner of the product decided about the risk of a finding. */
export function FindingDecision({ finding }: { finding: FindingDetail }) {
  const changed = useChanged();
  const { risk } = finding;
  return risk?.productRef ? (
    <DrawerPart title="Decision of the product owner">
      <RiskDecision
        riskId={risk.id}
        product={{ ref: risk.productRef, title: nameOf(risk.productRef) }}
        open={risk.state === 'open'}
        onChanged={changed}
      />
    </DrawerPart>
  ) : null;
}
