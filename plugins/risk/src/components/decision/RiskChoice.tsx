import { useId, useState } from 'react';
import Checkbox from '@material-ui/core/Checkbox';
import { makeStyles } from '@material-ui/core/styles';
import {
  Decision,
  ProductRisk,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { FilterSearch, LevelMark } from '../primitives';
import { DecisionLink } from './DecisionLink';

/** From so many on, one may search among them. */
const MANY = 8;

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      listStyle: 'none',
      maxHeight: 260,
      overflowY: 'auto',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 4,
    },
    item: {
      display: 'grid',
      gridTemplateColumns: '38px minmax(0, 1fr) 92px 72px',
      alignItems: 'center',
      padding: theme.spacing(0.25, 1, 0.25, 0.5),
      borderTop: `1px solid ${theme.palette.divider}`,
      '&:first-child': { borderTop: 0 },
    },
    box: { padding: theme.spacing(0.5) },
    title: { overflowWrap: 'anywhere' },
    asked: { fontSize: '0.8125rem', color: theme.palette.text.secondary },
    points: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  }),
  { name: 'RiskDecisionRisks' },
);

/** The open risks of a product, to ask about; those asked about are not. */
export function RiskChoice(props: {
  risks: readonly ProductRisk[];
  /** Requests that are not settled. */
  requests: readonly Decision[];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
}) {
  const { risks, requests, chosen, onChoose } = props;
  const classes = useStyles();
  const id = useId();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase('en-US');
  const shown = risks.filter(
    ({ title, statement }) =>
      !wanted ||
      `${title} ${statement}`.toLocaleLowerCase('en-US').includes(wanted),
  );
  const requestOf = (riskId: string) =>
    requests.find(request => request.risks.some(risk => risk.id === riskId));
  return (
    <div role="group" aria-label="Risks to decide about">
      {risks.length > MANY && (
        <FilterSearch
          label="Search the risks"
          value={search}
          onChange={setSearch}
        />
      )}
      <ul className={classes.list}>
        {shown.map(risk => {
          const request = requestOf(risk.id);
          const labelId = `${id}-${risk.id}`;
          return (
            <li key={risk.id} className={classes.item}>
              <Checkbox
                className={classes.box}
                size="small"
                color="primary"
                disabled={request !== undefined}
                checked={chosen.includes(risk.id)}
                inputProps={{ 'aria-labelledby': labelId }}
                onChange={event =>
                  onChoose(
                    event.target.checked
                      ? [...chosen, risk.id]
                      : chosen.filter(one => one !== risk.id),
                  )
                }
              />
              <div className={classes.title}>
                <span id={labelId}>{risk.title}</span>
                {request && (
                  <div className={classes.asked}>
                    <DecisionLink decision={request}>
                      asked about already
                    </DecisionLink>
                  </div>
                )}
              </div>
              <LevelMark level={risk.level ?? 'unrated'} />
              <span className={classes.points}>
                {risk.ratingState === 'unrated'
                  ? 'unrated'
                  : `${formatPoints(risk.exposure)} pts`}
              </span>
            </li>
          );
        })}
        {shown.length === 0 && (
          <li className={classes.item}>
            <span />
            {risks.length > 0 ? 'None matches.' : 'No risk is open.'}
          </li>
        )}
      </ul>
    </div>
  );
}
