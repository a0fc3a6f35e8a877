import { useMemo } from 'react';
import Typography from '@material-ui/core/Typography';
import {
  Decision,
  ProductRisk,
  Scorecard,
} from '@product-risk/backstage-plugin-risk-common';
import { DecisionLink, decisionWords, useDecisionsOfRisks } from '../decision';
import {
  CatalogLink,
  ExposureNumber,
  NamedText,
  NotAssessed,
  Panel,
  plural,
  RiskItem,
  RiskItems,
} from '../primitives';

/** The largest risks in plain language: what could happen, before its name. */
export function TopRisks({ scorecard }: { scorecard: Scorecard }) {
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
        <RiskItems>
          {topRisks.map(risk => (
            <Item
              key={risk.id}
              risk={risk}
              decision={decisions?.get(risk.id)}
            />
          ))}
        </RiskItems>
      )}
    </Panel>
  );
}

function Item(props: { risk: ProductRisk; decision?: Decision }) {
  const { risk, decision } = props;
  const { entities, ratingState } = risk;
  return (
    <RiskItem
      risk={risk}
      entityRef={entities.at(0)?.ref}
      below={
        <>
          <Places risk={risk} />
          {ratingState === 'assumed' && ' · rating assumed, not confirmed'}
          {risk.acceptedInFile &&
            ' · accepted in the file only, so it still counts'}
          {risk.treatmentUnderWay &&
            decision?.status !== 'treatment-chosen' &&
            ' · treatment under way'}
          {risk.missingEntity && ' · component gone from the catalog'}
          {decision && (
            <>
              {' · '}
              <DecisionLink decision={decision}>
                <NamedText text={decisionWords(decision)} />
              </DecisionLink>
            </>
          )}
        </>
      }
      number={
        ratingState === 'unrated' ? (
          <NotAssessed words="unrated" />
        ) : (
          <ExposureNumber units={risk.exposure} />
        )
      }
    />
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
