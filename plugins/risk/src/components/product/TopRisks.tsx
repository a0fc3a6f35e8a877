import { useMemo } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Decision,
  ProductRisk,
  Scorecard,
} from '@product-risk/backstage-plugin-risk-common';
import { DecisionLink, decisionWords, useDecisionsOfRisks } from '../decision';
import {
  CatalogLink,
  ExposureNumber,
  LevelMark,
  NotAssessed,
  Panel,
  plural,
} from '../primitives';
import { FindingLink } from './FindingLink';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      display: 'grid',
      gridTemplateColumns: '104px minmax(0, 1fr) 92px',
      gap: theme.spacing(0, 2),
      padding: theme.spacing(1, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      '&:first-child': { borderTop: 0 },
      '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    statement: { overflowWrap: 'anywhere' },
    below: {
      color: theme.palette.text.secondary,
      fontSize: '0.875rem',
      overflowWrap: 'anywhere',
    },
    number: {
      textAlign: 'right',
      '@media (max-width: 700px)': { textAlign: 'left' },
    },
  }),
  { name: 'RiskTopRisks' },
);

/** The largest risks in plain language: what could happen, before its name. */
export function TopRisks({ scorecard }: { scorecard: Scorecard }) {
  const classes = useStyles();
  const { topRisks, worst } = scorecard;
  const riskIds = useMemo(() => topRisks.map(({ id }) => id), [topRisks]);
  const decisions = useDecisionsOfRisks(scorecard.entity.ref, riskIds).value;
  return (
    <Panel title="The largest risks">
      {topRisks.length === 0 ? (
        <Typography variant="body2">
          {worst
            ? 'None that you may see.'
            : 'No rated risk is open in what was assessed.'}
        </Typography>
      ) : (
        <ol className={classes.list}>
          {topRisks.map(risk => (
            <Item
              key={risk.id}
              risk={risk}
              decision={decisions?.get(risk.id)}
            />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Item(props: { risk: ProductRisk; decision?: Decision }) {
  const { risk, decision } = props;
  const classes = useStyles();
  const { statement, title, findingId, entities, level, ratingState } = risk;
  const [first] = entities;
  const words = statement || title;
  return (
    <li className={classes.item}>
      <LevelMark level={level ?? 'unrated'} />
      <div>
        <div className={classes.statement}>
          {findingId && first ? (
            <FindingLink entityRef={first.ref} findingId={findingId}>
              {words}
            </FindingLink>
          ) : (
            words
          )}
        </div>
        <div className={classes.below}>
          {words !== title && `${title} · `}
          <Places risk={risk} />
          {ratingState === 'assumed' && ' · rating assumed, not confirmed'}
          {risk.acceptedInFile &&
            ' · accepted in the file only, so it still counts'}
          {risk.missingEntity && ' · component gone from the catalog'}
          {decision && (
            <>
              {' · '}
              <DecisionLink decision={decision}>
                {decisionWords(decision)}
              </DecisionLink>
            </>
          )}
        </div>
      </div>
      <div className={classes.number}>
        {ratingState === 'unrated' ? (
          <NotAssessed words="unrated" />
        ) : (
          <ExposureNumber units={risk.exposure} />
        )}
      </div>
    </li>
  );
}

function Places({ risk: { entities, hiddenEntities } }: { risk: ProductRisk }) {
  return (
    <>
      {entities.map((entity, index) => (
        <span key={entity.ref}>
          {index > 0 && ', '}
          <CatalogLink to={entity} risk />
        </span>
      ))}
      {hiddenEntities > 0 &&
        `${entities.length ? ' and ' : ''}${plural(
          hiddenEntities,
          'component',
        )} you may not see`}
    </>
  );
}
