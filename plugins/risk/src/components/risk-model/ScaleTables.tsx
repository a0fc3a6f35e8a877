import Typography from '@material-ui/core/Typography';
import { RiskModelPage } from '@product-risk/backstage-plugin-risk-common';
import { Panel } from '../primitives';
import { impactWords, probabilityWords } from './scaleWords';
import { SmallTable } from './SmallTable';

/** What the steps of likelihood and impact are worth. */
export function ScaleTables({ model }: { model: RiskModelPage }) {
  const { likelihood, impact, severeImpactCenti, unit } = model.scale;
  return (
    <Panel title="The scale">
      <Typography variant="body2">
        One point: {unit}. An event is severe from{' '}
        {impactWords(severeImpactCenti)}.
      </Typography>
      <div
        style={{
          display: 'grid',
          gridTemplateColumns:
            'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
          gap: 24,
          marginTop: 12,
        }}
      >
        <SmallTable
          label="Likelihood"
          head={['', 'Likelihood', 'Chance that it happens']}
          rows={likelihood.map(({ ordinal, label, probabilityMicro }) => [
            ordinal,
            label,
            probabilityWords(probabilityMicro),
          ])}
        />
        <SmallTable
          label="Impact"
          head={['', 'Impact', 'What it costs']}
          rows={impact.map(({ ordinal, label, impactCenti }) => [
            ordinal,
            label,
            impactCenti >= severeImpactCenti
              ? `${impactWords(impactCenti)}, severe`
              : impactWords(impactCenti),
          ])}
        />
      </div>
    </Panel>
  );
}
