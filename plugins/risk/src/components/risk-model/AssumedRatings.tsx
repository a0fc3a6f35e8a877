import Typography from '@material-ui/core/Typography';
import { RiskModelPage } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { LevelMark, Panel } from '../primitives';
import { SmallTable } from './SmallTable';

/** What is assumed when a file gives a severity and nobody rated yet. */
export function AssumedRatings({ model }: { model: RiskModelPage }) {
  const { likelihood, impact, assumed } = model.scale;
  const wordOf = (
    steps: readonly { ordinal: number; label: string }[],
    wanted: number,
  ) => steps.find(({ ordinal }) => ordinal === wanted)?.label ?? wanted;
  return (
    <Panel title="What is assumed before anybody rates">
      <SmallTable
        label="Assumed ratings"
        head={['The file says', 'Likelihood', 'Impact', 'Level', 'Points']}
        rows={assumed.map(rating => [
          rating.severity,
          wordOf(likelihood, rating.likelihood),
          wordOf(impact, rating.impact),
          <LevelMark key="level" level={rating.level} />,
          formatPoints(rating.exposure),
        ])}
      />
      <Typography variant="body2" style={{ marginTop: 12 }}>
        A severity of a file is not a rating of this organisation: it counts
        until a person confirms or changes it, and is always marked as assumed.
        Without a usable severity a risk is unrated.
      </Typography>
    </Panel>
  );
}
