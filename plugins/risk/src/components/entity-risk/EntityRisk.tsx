import { EntityRisk as EntityRiskData } from '@product-risk/backstage-plugin-risk-common';
import { AsyncResource } from '../../hooks';
import { ExposureNumber, Panel, ResourceView } from '../primitives';

/** Tab `Risk` of a component, API or resource: the engineer's screen. */
export function EntityRisk(props: { risk: AsyncResource<EntityRiskData> }) {
  return (
    <ResourceView of={props.risk}>
      {({ entity, assessed, exposure }) => (
        <Panel title={entity.title}>
          <ExposureNumber
            units={assessed ? exposure.current : undefined}
            explain={{ metric: 'exposure', ref: entity.ref }}
          />
        </Panel>
      )}
    </ResourceView>
  );
}
