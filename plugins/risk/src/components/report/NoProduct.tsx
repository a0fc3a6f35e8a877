import Typography from '@material-ui/core/Typography';
import { ProductSummary } from '@product-risk/backstage-plugin-risk-common';
import { ExposureNumber, NotAssessed, Panel, plural } from '../primitives';
import { LevelSummary } from './LevelSummary';

/** What belongs to no product: its risks are real and nobody's. */
export function NoProduct({ summary }: { summary: ProductSummary }) {
  const { assessed, exposures, risks, coverage } = summary;
  const { components, modelled } = coverage;
  return (
    <Panel title="No product">
      <Typography variant="body2" component="div">
        {assessed ? (
          <>
            <ExposureNumber units={exposures.current} /> ·{' '}
            <LevelSummary risks={risks} />
          </>
        ) : (
          components > 0 && <NotAssessed />
        )}
      </Typography>
      <Typography variant="body2">
        {components > 0 || assessed
          ? `${plural(
              components,
              'component',
            )} of no product, ${modelled} of them modelled. Nobody answers for their risks until they belong to one.`
          : 'Every component belongs to a product.'}
      </Typography>
    </Panel>
  );
}
