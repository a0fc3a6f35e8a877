import { useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Timeline,
  TimelineEvent,
  TimelineEventInput,
} from '@product-risk/backstage-plugin-risk-common';
import {
  useAction,
  useAsyncResource,
  useEntityParams,
  useRiskApi,
} from '../../hooks';
import {
  optionsOf,
  plural,
  ResourceView,
  SelectField,
  SkeletonLines,
  WriteDialog,
} from '../primitives';
import { CheckList } from './CheckList';
import { daysWords, laneWords, linksTo } from './timelineWords';

type Kind = TimelineEventInput['kind'];
type Lane = TimelineEventInput['lane'];

const MOST_RISKS = 200;

const kindOptions: Record<Kind, string> = {
  release: 'Release',
  milestone: 'Milestone or deadline',
  fix: 'Fix',
  review: 'Review',
  audit: 'Audit',
};

/** The lane that each kind usually belongs in. */
const usualLane: Record<Kind, Lane> = {
  release: 'product',
  milestone: 'product',
  fix: 'engineering',
  review: 'security',
  audit: 'compliance',
};

const { budget: _nobodyPlansIt, ...laneOptions } = laneWords;

const isKind = (word: string): word is Kind => word in kindOptions;
const isLane = (word: string): word is Lane => word in laneOptions;

const useStyles = makeStyles(
  theme => ({
    row: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))',
      gap: theme.spacing(1.5),
    },
  }),
  { name: 'RiskEventDialog' },
);

/** Puts a date on the timeline, or changes one that somebody put there. */
export function EventDialog(props: {
  timeline: Timeline;
  event?: TimelineEvent;
  onClose: () => void;
  onDone: () => void;
  /** Shows what is there now, where somebody else was faster. */
  onReload: () => void;
}) {
  const { timeline, event, onClose, onDone, onReload } = props;
  const classes = useStyles();
  const id = useId();
  const api = useRiskApi();
  const params = useEntityParams(timeline.product.ref);
  const [kind, setKind] = useState<Kind>(
    event && isKind(event.kind) ? event.kind : 'release',
  );
  const [lane, setLane] = useState<Lane>(
    event && isLane(event.lane) ? event.lane : usualLane[kind],
  );
  const [title, setTitle] = useState(event?.title ?? '');
  const [startDay, setStartDay] = useState(event?.startDay ?? '');
  const [endDay, setEndDay] = useState(
    event && event.endDay !== event.startDay ? event.endDay : '',
  );
  const [after, setAfter] = useState(
    event
      ? linksTo(event.id, timeline.links)
          .filter(link => link.kind === 'after')
          .map(({ fromId }) => fromId)
      : [],
  );
  const [riskIds, setRiskIds] = useState(
    event?.risks.map(risk => risk.id) ?? [],
  );
  const [categories, setCategories] = useState(
    event?.categories.map(category => category.id).join(', ') ?? '',
  );
  const endsRisks = kind === 'fix' || kind === 'release';
  const wrongEnd = endDay !== '' && endDay < startDay;

  const save = useAction(async () => {
    const body = {
      kind,
      lane,
      title: title.trim(),
      startDay,
      endDay: endDay || undefined,
      after,
      riskIds: endsRisks ? riskIds : [],
      categories:
        kind === 'audit'
          ? categories
              .split(/[\s,]+/)
              .map(text => text.trim())
              .filter(Boolean)
          : [],
    };
    if (event) {
      await api.updateTimelineEvent({
        params: { id: event.id },
        body: { ...body, revision: event.revision ?? 1 },
      });
    } else {
      await api.addTimelineEvent({ params, body });
    }
    onDone();
  });

  const day = (
    name: string,
    label: string,
    value: string,
    onChange: (value: string) => void,
    wrong?: string,
  ) => (
    <TextField
      id={`${id}-${name}`}
      type="date"
      label={label}
      size="small"
      variant="outlined"
      InputLabelProps={{ shrink: true }}
      value={value}
      error={wrong !== undefined}
      helperText={wrong}
      onChange={change => onChange(change.target.value)}
    />
  );

  return (
    <WriteDialog
      title={event ? 'Change the date' : 'Put a date on the timeline'}
      submit="Save"
      complete={title.trim().length >= 3 && startDay !== '' && !wrongEnd}
      action={save}
      onClose={onClose}
      onReload={onReload}
    >
      <div className={classes.row}>
        <SelectField
          label="What is it?"
          options={optionsOf(kindOptions)}
          value={kind}
          onChange={chosen => {
            setKind(chosen);
            setLane(usualLane[chosen]);
          }}
        />
        <SelectField
          label="Lane"
          options={optionsOf(laneOptions)}
          value={lane}
          onChange={setLane}
        />
      </div>
      <TextField
        id={`${id}-title`}
        label="Title"
        size="small"
        variant="outlined"
        value={title}
        onChange={change => setTitle(change.target.value)}
      />
      <div className={classes.row}>
        {day('start', 'First day', startDay, setStartDay)}
        {day(
          'end',
          'Last day (optional)',
          endDay,
          setEndDay,
          wrongEnd ? 'Before the first day' : undefined,
        )}
      </div>
      {kind === 'audit' && (
        <TextField
          id={`${id}-categories`}
          label="Categories it looks at (optional)"
          helperText="Ids with commas between them, such as iso27001@2022:A.8.13"
          size="small"
          variant="outlined"
          value={categories}
          onChange={change => setCategories(change.target.value)}
        />
      )}
      <CheckList
        label="What has to be over before?"
        items={timeline.events
          .filter(one => one.stored && one.id !== event?.id)
          .map(one => ({
            id: one.id,
            title: `${one.title}, ${daysWords(one)}`,
          }))}
        chosen={after}
        onChange={setAfter}
      />
      {endsRisks && (
        <EndedRisks
          productRef={timeline.product.ref}
          event={event}
          chosen={riskIds}
          onChange={setRiskIds}
        />
      )}
    </WriteDialog>
  );
}

function EndedRisks(props: {
  productRef: string;
  event?: TimelineEvent;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const { productRef, event, chosen, onChange } = props;
  const api = useRiskApi();
  const params = useEntityParams(productRef);
  const risks = useAsyncResource(
    () => api.listProductRisks({ params, query: { limit: MOST_RISKS } }),
    [api, params],
  );
  const own = event?.risks ?? [];
  return (
    <ResourceView
      of={risks}
      skeleton={<SkeletonLines lines={3} label="Loading the risks" />}
    >
      {({ items }) => (
        <>
          <CheckList
            label="Which risks does it end?"
            items={[
              ...own,
              ...items.filter(risk => !own.some(one => one.id === risk.id)),
            ]}
            chosen={chosen}
            onChange={onChange}
          />
          {event && event.hiddenRisks > 0 && (
            <Typography variant="body2">
              It keeps {plural(event.hiddenRisks, 'risk')} that you may not see.
            </Typography>
          )}
        </>
      )}
    </ResourceView>
  );
}
