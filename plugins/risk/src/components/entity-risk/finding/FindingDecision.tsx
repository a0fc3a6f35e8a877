import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { FindingDetail } from '@product-risk/backstage-plugin-risk-common';
import { RiskDecision } from '../../decision';
import { useChanged } from '../RefreshContext';
import { DrawerPart } from './DrawerPart';

/** What the owner of the product decided about the risk of a finding. */
export function FindingDecision({ finding }: { finding: FindingDetail }) {
  const { risk } = finding;
  return risk?.productRef ? (
    <DrawerPart title="Decision of the product owner">
      <OfProduct risk={risk} productRef={risk.productRef} />
    </DrawerPart>
  ) : null;
}

function OfProduct(props: {
  risk: NonNullable<FindingDetail['risk']>;
  productRef: string;
}) {
  const { risk, productRef } = props;
  const changed = useChanged();
  const { primaryTitle } = useEntityPresentation(productRef);
  return (
    <RiskDecision
      riskId={risk.id}
      product={{ ref: productRef, title: primaryTitle }}
      open={risk.state === 'open'}
      onChanged={changed}
    />
  );
}
