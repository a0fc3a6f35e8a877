import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Tooltip from '@material-ui/core/Tooltip';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Budget } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { AsyncResource } from '../../hooks';
import {
  AttentionBanner,
  FactList,
  formatDay,
  NamedText,
  Panel,
  ResourceView,
  SkeletonLines,
} from '../primitives';
import { AwaitedRaise } from './AwaitedRaise';
import { alertWords, paceWords } from './budgetWords';
import { SetTargetDialog } from './SetTargetDialog';
import { TargetHistory } from './TargetHistory';
import { TimelinessLines } from './TimelinessLines';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1.5) },
    note: { color: theme.palette.text.secondary },
  }),
  { name: 'RiskBudgetPanel' },
);

/** Part of the scorecard: the target, where it leads, and who may change it. */
export function BudgetPanel(props: {
  budget: AsyncResource<Budget>;
  /** After the target was changed. */
  onChanged: () => void;
}) {
  const { budget, onChanged } = props;
  const [setting, setSetting] = useState(false);
  const value = budget.value;
  return (
    <Panel
      title="Budget"
      action={
        value && <SetButton budget={value} onClick={() => setSetting(true)} />
      }
    >
      <ResourceView
        of={budget}
        skeleton={<SkeletonLines lines={4} label="Loading the budget" />}
      >
        {loaded => (
          <>
            {loaded.awaiting && (
              <AwaitedRaise
                budget={loaded}
                raise={loaded.awaiting}
                onChanged={onChanged}
              />
            )}
            <BudgetText budget={loaded} />
          </>
        )}
      </ResourceView>
      {setting && value && (
        <SetTargetDialog
          budget={value}
          onClose={() => setSetting(false)}
          onDone={() => {
            setSetting(false);
            onChanged();
          }}
        />
      )}
    </Panel>
  );
}

function SetButton(props: { budget: Budget; onClick: () => void }) {
  const { target, maySet } = props.budget;
  return (
    <Tooltip title={maySet.reason ? <NamedText text={maySet.reason} /> : ''}>
      <span>
        <Button
          size="small"
          disabled={!maySet.allowed}
          onClick={props.onClick}
          aria-describedby={maySet.reason ? 'risk-budget-refusal' : undefined}
        >
          {target === undefined ? 'Set a target' : 'Change the target'}
        </Button>
        {maySet.reason && (
          <span id="risk-budget-refusal" hidden>
            <NamedText text={maySet.reason} />
          </span>
        )}
      </span>
    </Tooltip>
  );
}

function BudgetText({ budget }: { budget: Budget }) {
  const classes = useStyles();
  const { sentence, target, alert, exposure, burnRates, windowDays } = budget;
  const known = burnRates.some(({ rate }) => rate !== undefined);
  return (
    <div className={classes.root}>
      {alert && <AttentionBanner title={alertWords[alert]} />}
      <Typography variant="body2">{sentence}</Typography>
      <FactList
        facts={[
          [
            'Target',
            target === undefined
              ? 'none is set'
              : `${formatPoints(target)} points, over ${windowDays} days`,
          ],
          ['Counts today', `${formatPoints(exposure.counted)} points`],
          ...(known ? ([['Burn rate', paceWords(burnRates)]] as const) : []),
        ]}
      />
      {exposure.joining.map(({ day, exposure: units }) => (
        <Typography key={day} variant="body2" className={classes.note}>
          {formatPoints(units)} points of newly assessed components join on{' '}
          {formatDay(day)}.
        </Typography>
      ))}
      <TimelinessLines productRef={budget.product.ref} />
      <TargetHistory changes={budget.changes} />
    </div>
  );
}
