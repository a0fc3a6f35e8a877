import Typography from '@material-ui/core/Typography';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import { ExposureNumber, LevelMark, Panel, ResourceView } from '../primitives';

/** Tab `Risk` of a product: the owner's scorecard. */
export function ProductScorecard({ entityRef }: { entityRef: string }) {
  const api = useRiskApi();
  const params = useEntityParams(entityRef);
  const scorecard = useAsyncResource(
    () => api.getScorecard({ params }),
    [api, params],
  );
  return (
    <ResourceView of={scorecard}>
      {({ assessed, exposures, sentence, worst }) => (
        <Panel title="Risk scorecard">
          <ExposureNumber
            size="headline"
            units={assessed ? exposures.current : undefined}
            explain={{ metric: 'exposure', ref: entityRef }}
          />
          {worst && <LevelMark level={worst} />}
          <Typography>{sentence}</Typography>
        </Panel>
      )}
    </ResourceView>
  );
}
