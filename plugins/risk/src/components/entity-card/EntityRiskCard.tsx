import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useAsyncResource, useEntityParams, useRiskApi } from '../../hooks';
import {
  CatalogLink,
  ExposureNumber,
  LevelMark,
  levelsAndUnrated,
  NotAssessed,
  Panel,
  ResourceView,
  SkeletonLines,
} from '../primitives';
import { RiskRoot } from '../risk-root';

const useStyles = makeStyles(
  theme => ({
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 2),
    },
    text: { marginTop: theme.spacing(1) },
  }),
  { name: 'RiskEntityCard' },
);

/** Card `Risk` for an entity's overview: where it stands, in two lines. */
export function EntityRiskCard() {
  const { entity } = useEntity();
  return (
    <RiskRoot about={[stringifyEntityRef(entity)]}>
      <Card />
    </RiskRoot>
  );
}

function Card() {
  const classes = useStyles();
  const api = useRiskApi();
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const params = useEntityParams(ref);
  const risk = useAsyncResource(
    () => api.getEntityRisk({ params }),
    [api, params],
  );
  const details = <CatalogLink to={{ ref, title: 'Open the risk tab' }} risk />;
  return (
    <Panel title="Risk" action={details}>
      <ResourceView of={risk} skeleton={<SkeletonLines lines={2} />}>
        {({ pending, assessed, worst, exposure, risks }) =>
          assessed ? (
            <>
              <div className={classes.row}>
                {worst && <LevelMark level={worst} size="large" />}
                <ExposureNumber
                  units={exposure.current}
                  size="headline"
                  explain={{ metric: 'exposure', ref }}
                />
              </div>
              <div className={`${classes.row} ${classes.text}`}>
                {levelsAndUnrated
                  .filter(level => risks[level] > 0)
                  .map(level => (
                    <LevelMark key={level} level={level} count={risks[level]} />
                  ))}
              </div>
            </>
          ) : (
            <>
              <NotAssessed />
              <Typography variant="body2" className={classes.text}>
                {pending
                  ? 'It was not read from the catalog yet; look again in a few minutes.'
                  : 'No threat model covers it, so its exposure is unknown.'}
              </Typography>
            </>
          )
        }
      </ResourceView>
    </Panel>
  );
}
