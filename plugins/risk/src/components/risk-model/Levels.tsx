import Typography from '@material-ui/core/Typography';
import { RiskModelPage } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { LevelMark, NotAssessed, Panel } from '../primitives';
import { SmallTable } from './SmallTable';

/** What each level means, worst first, and what is no level at all. */
export function Levels({ model }: { model: RiskModelPage }) {
  const levels = [...model.scale.levels].sort((a, b) => b.from - a.from);
  return (
    <Panel title="What a level means">
      <SmallTable
        label="Levels"
        head={['Level', 'From, points a year', 'What it asks for']}
        rows={levels.map(({ level, from, meaning }) => [
          <LevelMark key={level} level={level} />,
          formatPoints(from),
          meaning,
        ])}
      />
      <Typography variant="body2" component="div" style={{ marginTop: 12 }}>
        <LevelMark level="unrated" /> is a known risk that nobody estimated yet,{' '}
        <NotAssessed /> is what nobody looked at. Neither is low, and neither is
        counted as zero.
      </Typography>
    </Panel>
  );
}
