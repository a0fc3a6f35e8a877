import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  ExploredOption,
  OptionKind,
  TreatmentComparison,
} from '@product-risk/backstage-plugin-risk-common';
import { useAction, useEntityParams, useRiskApi } from '../../hooks';
import { ErrorState, optionsOf, SelectField } from '../primitives';
import { Tickets } from '../tickets';
import { EffectFields, EffectText, effectTextOf } from './EffectFields';
import { Links, OptionLinks } from './OptionLinks';
import { optionKindWords, parseCost, parsePercent } from './treatmentWords';

const useStyles = makeStyles(
  theme => ({
    content: {
      ...theme.typography.body2,
      display: 'grid',
      gap: theme.spacing(2),
      alignContent: 'start',
    },
    row: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
      gap: theme.spacing(1.5),
    },
  }),
  { name: 'RiskOptionDialog' },
);

const textOfCost = (cost: number | undefined) =>
  cost === undefined ? '' : String(cost / 100);

/** Writes down an explored option, or changes one. */
export function OptionDialog(props: {
  comparison: TreatmentComparison;
  option?: ExploredOption;
  sessionId?: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { comparison, option, sessionId, onClose, onDone } = props;
  const { product, costUnit, risks } = comparison;
  const classes = useStyles();
  const id = useId();
  const api = useRiskApi();
  const params = useEntityParams(product.ref);
  const [kind, setKind] = useState<OptionKind>(option?.kind ?? 'mitigate');
  const [text, setText] = useState({
    title: option?.title ?? '',
    constraints: option?.constraints ?? '',
    evidence: option?.evidence ?? '',
    costOnce: textOfCost(option?.costOnce),
    costYearly: textOfCost(option?.costYearly ?? 0),
    leadDays: option?.leadDays === undefined ? '' : String(option.leadDays),
  });
  const [effects, setEffects] = useState<EffectText[]>(
    option ? option.effects.map(effectTextOf) : [],
  );
  const [links, setLinks] = useState<Links>({
    needs: option?.needs ?? [],
    excludes: option?.excludes ?? [],
  });
  const costOnce = parseCost(text.costOnce);
  const costYearly = parseCost(text.costYearly);
  const parsed = effects.map(effect => ({
    riskId: effect.riskId,
    effectLikelihood: parsePercent(effect.likelihood),
    effectImpact: parsePercent(effect.impact),
  }));
  const complete =
    text.title.trim().length >= 3 &&
    costOnce !== undefined &&
    costYearly !== undefined &&
    /^\d{0,4}$/.test(text.leadDays.trim()) &&
    parsed.length > 0 &&
    parsed.every(
      effect =>
        effect.effectLikelihood !== undefined &&
        effect.effectImpact !== undefined,
    );

  const save = useAction(async (withdrawn: boolean) => {
    const body = {
      sessionId: option ? option.sessionId : sessionId,
      kind,
      title: text.title.trim(),
      constraints: text.constraints.trim(),
      evidence: text.evidence.trim(),
      costOnce: costOnce ?? 0,
      costYearly: costYearly ?? 0,
      leadDays: text.leadDays.trim() ? Number(text.leadDays) : undefined,
      effects: parsed.map(effect => ({
        riskId: effect.riskId,
        effectLikelihood: effect.effectLikelihood ?? 0,
        effectImpact: effect.effectImpact ?? 0,
      })),
      ...links,
    };
    if (option) {
      await api.updateOption({
        params: { id: option.id },
        body: { ...body, revision: option.revision, withdrawn },
      });
    } else {
      await api.createOption({ params, body });
    }
    onDone();
  });
  const field = (name: keyof typeof text, label: string, multiline = false) => (
    <TextField
      id={`${id}-${name}`}
      label={label}
      size="small"
      variant="outlined"
      multiline={multiline}
      value={text[name]}
      onChange={event => setText({ ...text, [name]: event.target.value })}
    />
  );

  return (
    <Dialog
      open
      onClose={save.running ? undefined : onClose}
      fullWidth
      maxWidth="sm"
      aria-labelledby={`${id}-title-of`}
    >
      <DialogTitle id={`${id}-title-of`}>
        {option ? 'Change the option' : 'A way to treat risks'}
      </DialogTitle>
      <DialogContent className={classes.content}>
        {field('title', 'What would be done?')}
        <SelectField
          label="How it treats the risks"
          options={optionsOf(optionKindWords)}
          value={kind}
          onChange={setKind}
        />
        <div className={classes.row}>
          {field('costOnce', `Cost once (${costUnit})`)}
          {field('costYearly', `Cost a year (${costUnit})`)}
          {field('leadDays', 'Days until it is in place')}
        </div>
        <EffectFields risks={risks} effects={effects} onChange={setEffects} />
        <OptionLinks
          others={comparison.options.filter(
            ({ id: one }) => one !== option?.id,
          )}
          optionId={option?.id}
          links={links}
          onChange={setLinks}
        />
        {field('constraints', 'Constraints and trade-offs', true)}
        {field('evidence', 'What do the estimates rest on?', true)}
        {option && <Tickets subject="option" id={option.id} />}
        {save.error && <ErrorState error={save.error} />}
      </DialogContent>
      <DialogActions>
        {option && (
          <Button onClick={() => save.run(true)} disabled={save.running}>
            Withdraw it
          </Button>
        )}
        <Button onClick={onClose} disabled={save.running}>
          Cancel
        </Button>
        <Button
          variant="contained"
          color="primary"
          disabled={!complete || save.running}
          onClick={() => save.run(false)}
        >
          Save the option
        </Button>
      </DialogActions>
    </Dialog>
  );
}
