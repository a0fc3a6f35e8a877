import { useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { CategoryVerdict } from '@product-risk/backstage-plugin-risk-common';
import { formatProbability } from '@product-risk/risk-model';
import { useAction, useRiskApi } from '../../hooks';
import { categoryTitle } from '../categories/categoryWords';
import {
  EmptyState,
  isRef,
  plural,
  SelectField,
  WriteDialog,
} from '../primitives';
import { CostComparison } from './CostComparison';
import { SponsorField } from './SponsorField';

/** A cost as typed: empty is not estimated, anything else must be a number. */
function readCost(text: string): { value?: number; wrong: boolean } {
  if (text.trim() === '') return { wrong: false };
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) && value >= 0
    ? { value, wrong: false }
    : { wrong: true };
}

/** Starts an initiative from a systemic category. */
export function StartInitiativeDialog(props: {
  systemic: readonly CategoryVerdict[];
  /** The category to start with. */
  category?: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { systemic, onClose, onDone } = props;
  const id = useId();
  const api = useRiskApi();
  const [category, setCategory] = useState(
    systemic.some(one => one.category.id === props.category)
      ? props.category ?? ''
      : systemic[0]?.category.id ?? '',
  );
  const [title, setTitle] = useState('');
  const [sponsor, setSponsor] = useState('');
  const [hypothesis, setHypothesis] = useState('');
  const [each, setEach] = useState('');
  const [platform, setPlatform] = useState('');
  const costEach = readCost(each);
  const costPlatform = readCost(platform);
  const verdict = systemic.find(one => one.category.id === category);
  const start = useAction(async () => {
    await api.createInitiative({
      body: {
        title: title.trim(),
        category,
        sponsor: sponsor.trim(),
        hypothesis: hypothesis.trim(),
        costEach: costEach.value,
        costPlatform: costPlatform.value,
      },
    });
    onDone();
  });
  const costField = (
    name: string,
    label: string,
    text: string,
    wrong: boolean,
    onChange: (text: string) => void,
  ) => (
    <TextField
      id={`${id}-${name}`}
      label={label}
      size="small"
      variant="outlined"
      value={text}
      error={wrong}
      helperText={wrong ? 'A number, 0 or more' : undefined}
      inputProps={{ inputMode: 'decimal' }}
      onChange={event => onChange(event.target.value)}
    />
  );
  return (
    <WriteDialog
      title="Start an initiative"
      submit="Start it"
      complete={
        Boolean(verdict) &&
        title.trim().length >= 3 &&
        hypothesis.trim().length >= 3 &&
        isRef(sponsor) &&
        !costEach.wrong &&
        !costPlatform.wrong
      }
      action={start}
      onClose={onClose}
    >
      {systemic.length === 0 && (
        <EmptyState title="Nothing is systemic">
          An initiative is for what most products share. Treat everything else
          in the products that have it.
        </EmptyState>
      )}
      {systemic.length > 0 && (
        <SelectField
          label="What is systemic"
          options={systemic.map(one => ({
            value: one.category.id,
            words: categoryTitle(one.category),
          }))}
          value={category}
          onChange={setCategory}
        />
      )}
      {verdict && (
        <Typography variant="body2">
          Taken down as the baseline: {verdict.affected} of{' '}
          {plural(verdict.assessed, 'assessed product')} are affected (
          {formatProbability(verdict.prevalence ?? 0)}). The same products are
          compared later.
          {verdict.commonCause &&
            ` ${verdict.commonCause.affected} of them share one root cause: ${verdict.commonCause.title}.`}
        </Typography>
      )}
      <TextField
        id={`${id}-title`}
        label="What is done?"
        size="small"
        variant="outlined"
        value={title}
        onChange={event => setTitle(event.target.value)}
      />
      <SponsorField value={sponsor} onChange={setSponsor} />
      <TextField
        id={`${id}-hypothesis`}
        label="What will have changed, and by when?"
        size="small"
        variant="outlined"
        multiline
        value={hypothesis}
        onChange={event => setHypothesis(event.target.value)}
      />
      {costField(
        'each',
        'Cost of fixing it in one product (optional)',
        each,
        costEach.wrong,
        setEach,
      )}
      {costField(
        'platform',
        'Cost of one fix for all (optional)',
        platform,
        costPlatform.wrong,
        setPlatform,
      )}
      {verdict && (
        <CostComparison
          cost={{
            affected: verdict.affected,
            allProducts:
              costEach.value === undefined
                ? undefined
                : costEach.value * verdict.affected,
            platform: costPlatform.value,
          }}
        />
      )}
    </WriteDialog>
  );
}
