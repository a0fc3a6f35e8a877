import Typography from '@material-ui/core/Typography';
import { FindingDetail } from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../../hooks';
import { ResourceView } from '../../primitives';
import { costWords, effectWords, optionKindWords } from '../../treatment';
import { DrawerPart } from './DrawerPart';

/** What the team has explored to treat the risk of a finding. */
export function FindingOptions({ finding }: { finding: FindingDetail }) {
  const { risk } = finding;
  return risk?.productRef ? (
    <DrawerPart title="Ways to treat it">
      <Options riskId={risk.id} productRef={risk.productRef} />
    </DrawerPart>
  ) : null;
}

function Options(props: { riskId: string; productRef: string }) {
  const { riskId, productRef } = props;
  const api = useRiskApi();
  const params = useEntityParams(productRef);
  const treatment = useAsyncResource(
    () => api.getTreatment({ params }),
    [api, params],
  );
  return (
    <ResourceView of={treatment}>
      {({ options, costUnit }) => {
        const treating = options.flatMap(option => {
          const effect = option.effects.find(one => one.riskId === riskId);
          return effect ? [{ option, effect }] : [];
        });
        return treating.length === 0 ? (
          <Typography variant="body2">
            None explored yet. They are explored in a session of the product.
          </Typography>
        ) : (
          <Typography component="ul" variant="body2">
            {treating.map(({ option, effect }) => (
              <li key={option.id}>
                {option.title} ({optionKindWords[option.kind]}):{' '}
                {effectWords(effect)}, for {costWords(option.cost, costUnit)}
              </li>
            ))}
          </Typography>
        );
      }}
    </ResourceView>
  );
}
