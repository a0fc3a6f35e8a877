import { ReactNode, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import {
  Timeline,
  TimelineEvent,
} from '@product-risk/backstage-plugin-risk-common';
import { useAction, useRiskApi } from '../../hooks';
import {
  AttentionBanner,
  CatalogLink,
  FactList,
  plural,
  SideDrawer,
  WriteDialog,
} from '../primitives';
import { Group } from './layout';
import {
  daysWords,
  kindWords,
  laneWords,
  pageOf,
  roomWords,
  slackWords,
} from './timelineWords';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2) },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
    actions: { display: 'flex', gap: theme.spacing(1) },
  }),
  { name: 'RiskEventDrawer' },
);

/** Everything about one date, or about several on one day. */
export function EventDrawer(props: {
  group: Group;
  timeline: Timeline;
  onClose: () => void;
  /** Absent: the reader may not. */
  onEdit?: (event: TimelineEvent) => void;
  onRemoved: () => void;
}) {
  const { group, timeline, onClose, onEdit, onRemoved } = props;
  const classes = useStyles();
  const { event, events } = group;
  const ids = new Set(events.map(({ id }) => id));
  const conflicts = timeline.conflicts.filter(({ eventIds }) =>
    eventIds.some(id => ids.has(id)),
  );
  return (
    <SideDrawer open onClose={onClose} title={event.title}>
      <div className={classes.root}>
        {conflicts.map(({ words, eventIds }) => (
          <AttentionBanner key={eventIds.join()} title={words} />
        ))}
        <Facts group={group} timeline={timeline} />
        <Pages group={group} />
        {event.stored && onEdit && (
          <Actions event={event} onEdit={onEdit} onRemoved={onRemoved} />
        )}
      </div>
    </SideDrawer>
  );
}

function Facts({ group, timeline }: { group: Group; timeline: Timeline }) {
  const classes = useStyles();
  const { event, events } = group;
  const list = (items: readonly ReactNode[]) =>
    items.length === 0 ? undefined : (
      <ul className={classes.list}>
        {items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
      </ul>
    );
  const titleOf = (id: string) =>
    timeline.events.find(one => one.id === id)?.title ?? id;
  const linksAt = (end: 'fromId' | 'toId') =>
    timeline.links.filter(link => events.some(({ id }) => id === link[end]));
  return (
    <FactList
      facts={[
        ['What', kindWords[event.kind]],
        ['When', daysWords(event)],
        ['Lane', laneWords[event.lane]],
        ['How many', events.length > 1 ? events.length : undefined],
        ['Sure', event.forecast ? 'estimated' : undefined],
        [
          'Stated by',
          event.statedBy && (
            <>
              <CatalogLink to={event.statedBy.entity} />, annotation{' '}
              {event.statedBy.annotation}
            </>
          ),
        ],
        [
          'Put there by',
          event.createdBy && <CatalogLink to={event.createdBy} />,
        ],
        [
          'Room before',
          list(
            linksAt('toId').map(link => roomWords(link, titleOf(link.fromId))),
          ),
        ],
        [
          'Room after',
          list(
            linksAt('fromId').map(
              ({ toId, slackDays }) =>
                `“${titleOf(toId)}”: ${slackWords(slackDays)}`,
            ),
          ),
        ],
        [
          'Ends the risks',
          list([
            ...event.risks.map(({ title }) => title),
            ...(event.hiddenRisks > 0
              ? [`${plural(event.hiddenRisks, 'risk')} you may not see`]
              : []),
          ]),
        ],
        [
          'Looks at',
          event.kind === 'audit'
            ? list(event.categories.map(({ id, name }) => `${id} ${name}`)) ??
              'no category in particular'
            : undefined,
        ],
      ]}
    />
  );
}

const pageWords = ({ sessionId, decisionId }: TimelineEvent) => {
  if (sessionId) return 'Open the session';
  return decisionId ? 'Open the decision' : 'Compare the options';
};

/** Where each event is told in full. */
function Pages({ group: { events } }: { group: Group }) {
  const classes = useStyles();
  const pages = events.flatMap(event => {
    const page = pageOf(event);
    return page ? [{ event, page }] : [];
  });
  if (pages.length === 0) return null;
  return (
    <ul className={classes.list}>
      {pages.map(({ event, page }, index) => (
        <li key={event.id}>
          <Link to={page} underline="always">
            {pageWords(event)}
            {pages.length > 1 && ` ${index + 1}`}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Actions(props: {
  event: TimelineEvent;
  onEdit: (event: TimelineEvent) => void;
  onRemoved: () => void;
}) {
  const { event, onEdit, onRemoved } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const remove = useAction(async () => {
    await api.removeTimelineEvent({
      params: { id: event.id },
      body: { revision: event.revision ?? 1 },
    });
    onRemoved();
  });
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div className={classes.actions}>
        <Button size="small" variant="outlined" onClick={() => onEdit(event)}>
          Change it
        </Button>
        <Button size="small" onClick={() => setAsking(true)}>
          Take it off the timeline
        </Button>
      </div>
      {asking && (
        <WriteDialog
          title={`Take “${event.title}” off the timeline?`}
          submit="Take it off"
          complete
          action={remove}
          onClose={() => setAsking(false)}
        >
          <Typography variant="body2">
            What waits for it waits no more, and no acceptance is measured by
            it. It cannot be brought back.
          </Typography>
        </WriteDialog>
      )}
    </>
  );
}
