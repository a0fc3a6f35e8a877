import Typography from '@material-ui/core/Typography';
import { PageBody, Panel, ResourceView } from '../primitives';
import { RiskRoot, useRiskModel } from '../risk-root';

/** `Our risk model`: what every number means here. */
export function RiskModelPage() {
  return (
    <RiskRoot>
      <PageBody>
        <RiskModel />
      </PageBody>
    </RiskRoot>
  );
}

function RiskModel() {
  return (
    <ResourceView of={useRiskModel()}>
      {({ product, scale, numbers }) => (
        <>
          <Panel title="What a product is">
            <Typography>{product.description}</Typography>
            <Typography>1 point: {scale.unit}</Typography>
          </Panel>
          <Panel title="What the numbers mean">
            {numbers.map(({ id, name, meaning }) => (
              <Typography key={id}>
                <strong>{name}</strong>: {meaning}
              </Typography>
            ))}
          </Panel>
        </>
      )}
    </ResourceView>
  );
}
