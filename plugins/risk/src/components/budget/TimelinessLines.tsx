import Typography from '@material-ui/core/Typography';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import { LevelMark, ResourceView } from '../primitives';
import { formatShare } from './budgetWords';

/** How timely risks are closed, in a sentence and by level. */
export function TimelinessLines({ productRef }: { productRef: string }) {
  const api = useRiskApi();
  const params = useEntityParams(productRef);
  const timeliness = useAsyncResource(
    () => api.getTimeliness({ params }),
    [api, params],
  );
  return (
    <ResourceView of={timeliness}>
      {({ sentence, byLevel, unrated }) => (
        <div role="group" aria-label="Timeliness">
          <Typography variant="body2">
            {sentence}
            {unrated > 0 && ` ${unrated} unrated left out.`}
          </Typography>
          {byLevel.some(row => row.timeliness !== undefined) && (
            <Typography variant="body2">
              {byLevel
                .filter(row => row.timeliness !== undefined)
                .map(({ level, dueDays, timeliness: share }) => (
                  <span key={level} title={`due within ${dueDays} days`}>
                    <LevelMark level={level} /> {formatShare(share ?? 0)}{' '}
                  </span>
                ))}
            </Typography>
          )}
        </div>
      )}
    </ResourceView>
  );
}
