import { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EntityRisk } from '@product-risk/backstage-plugin-risk-common';
import { formatProbability } from '@product-risk/risk-model';
import {
  CatalogLink,
  CountNumber,
  ExposureNumber,
  formatAge,
  formatDay,
  LevelMark,
  NotAssessed,
  plural,
  useRiskPalette,
} from '../primitives';
import { RequestDecisionButton } from '../decision';
import { DownloadMenu } from './export/DownloadMenu';
import { ImportButton } from './import/ImportButton';
import { useChanged } from './RefreshContext';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'flex-start',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
    },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 2.5),
    },
    counts: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1),
      marginTop: theme.spacing(0.5),
      fontSize: '0.875rem',
    },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
    },
    dot: { color: theme.palette.text.secondary },
  }),
  { name: 'RiskEntityHeader' },
);

/** How exposed the entity is, how sure we are, and what is there. */
export function EntityRiskHeader({ risk }: { risk: EntityRisk }) {
  const classes = useStyles();
  const changed = useChanged();
  const { entity, product, assessed, missing, worst, exposure } = risk;
  return (
    <header className={classes.root}>
      <div>
        <div className={classes.line}>
          {assessed ? (
            <>
              {worst && <LevelMark level={worst} size="large" />}
              <ExposureNumber
                units={exposure.current}
                size="headline"
                explain={{ metric: 'exposure', ref: entity.ref }}
              />
            </>
          ) : (
            <NotAssessed />
          )}
          <ProductShare risk={risk} />
          <ModelAge risk={risk} />
        </div>
        {assessed ? (
          <Counts risk={risk} />
        ) : (
          <Typography variant="body2">
            No threat model covers {entity.title}, so its exposure is unknown.
          </Typography>
        )}
        {missing && (
          <Typography variant="body2">
            Gone from the catalog: its risks stay with the product until a
            person moves or closes them.
          </Typography>
        )}
      </div>
      <div className={classes.actions}>
        {product && (
          <RequestDecisionButton
            product={product}
            size="medium"
            onAsked={changed}
          />
        )}
        <DownloadMenu models={risk.models} />
        <ImportButton entityRef={entity.ref} />
      </div>
    </header>
  );
}

function ProductShare({ risk }: { risk: EntityRisk }) {
  const { product, productTie, share, assessed } = risk;
  if (!product) {
    return <span>in no product</span>;
  }
  return (
    <span>
      in <CatalogLink to={product} risk />
      {assessed &&
        product.exposure > 0 &&
        ` (${formatProbability(Math.min(1, share / product.exposure))} of it)`}
      {productTie && ' · several products match, this one by name'}
    </span>
  );
}

function ModelAge({ risk }: { risk: EntityRisk }) {
  const { attention } = useRiskPalette();
  const models = risk.models.filter(({ kind }) => kind === 'threat-model');
  if (!models.length) return null;
  const oldest = models.reduce((a, b) => (a.changedAt < b.changedAt ? a : b));
  const reasons = models.flatMap(model => model.staleReasons);
  return (
    <span>
      <span title={`Changed ${formatDay(oldest.changedAt)}`}>
        {models.length === 1 ? 'model' : 'oldest model'}{' '}
        {formatAge(oldest.changedAt)} old
      </span>
      {reasons.length > 0 && (
        <>
          {' · '}
          <span
            style={{
              background: attention.background,
              color: attention.text,
              padding: '1px 6px',
              borderRadius: 3,
            }}
          >
            <span aria-hidden="true">⚠ </span>
            stale: {reasons.map(reason => reason.text).join('; ')}
          </span>
        </>
      )}
    </span>
  );
}

function Counts({ risk }: { risk: EntityRisk }) {
  const classes = useStyles();
  const { verified } = useRiskPalette();
  const { findings, risks, entity, confirmed } = risk;
  const mitigated = findings.claimed + findings.verified;
  const rated = risks.critical + risks.high + risks.medium + risks.low;
  const parts: [name: string, text: ReactNode][] = [
    ['open', `${findings.open} open`],
    ['in progress', `${findings.inProgress} in progress`],
    [
      'mitigated',
      <>
        {mitigated} mitigated (
        <span style={{ color: findings.verified ? verified : undefined }}>
          {findings.verified} verified
        </span>
        )
      </>,
    ],
  ];
  if (findings.accepted) {
    parts.push(['accepted', `${findings.accepted} accepted in the file`]);
  }
  if (findings.excluded) {
    parts.push(['excluded', `${findings.excluded} left out`]);
  }
  parts.push([
    'confirmed',
    `${confirmed} of ${plural(rated, 'rating')} confirmed`,
  ]);
  if (risks.unrated) {
    parts.push([
      'unrated',
      <CountNumber
        key="unrated"
        count={risks.unrated}
        label="unrated"
        explain={{ metric: 'unrated', ref: entity.ref }}
      />,
    ]);
  }
  if (findings.notReviewed) {
    parts.push([
      'not reviewed',
      <CountNumber
        key="not reviewed"
        count={findings.notReviewed}
        label="not reviewed"
        explain={{ metric: 'not-reviewed', ref: entity.ref }}
      />,
    ]);
  }
  return (
    <div className={classes.counts}>
      {parts.map(([name, text], index) => (
        <span key={name}>
          {index > 0 && <span className={classes.dot}>· </span>}
          {text}
        </span>
      ))}
    </div>
  );
}
