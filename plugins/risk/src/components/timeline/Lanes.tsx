import { KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import useMeasure from 'react-use/esm/useMeasure';
import { makeStyles } from '@material-ui/core/styles';
import { Timeline } from '@product-risk/backstage-plugin-risk-common';
import { Axis } from './Axis';
import { dayOf, isShown } from './dayWindow';
import { EventMark } from './EventMark';
import { takeKey, zoomKeys } from './keyActions';
import { countedTitle, Group, groupsOf, layOut, PlacedMark } from './layout';
import { LinkLine, LinkWords } from './LinkLine';
import { PlacedLink, placeLinks } from './linkLayout';
import { neighbourOf } from './neighbourOf';
import {
  daysWords,
  kindWords,
  laneWords,
  linksTo,
  roomWords,
} from './timelineWords';
import { ShownDays } from './useDayWindow';

/** A link is drawn when less room than this is left, in days. */
const TIGHT_DAYS = 14;
const NAMES = 96;
const AXIS = 24;
/** Before it is measured, and where nothing can be. */
const USUAL_WIDTH = 900;

const useStyles = makeStyles(
  theme => ({
    // Until it is measured anew, it is wider than a window that was made narrower.
    frame: { overflow: 'hidden' },
    picture: { display: 'block', overflow: 'visible' },
    lane: { fill: theme.palette.text.primary, fontSize: 13, fontWeight: 600 },
    rule: { stroke: theme.palette.divider },
  }),
  { name: 'RiskLanes' },
);

const keyOf = ({ link }: PlacedLink) =>
  `${link.kind} ${link.fromId} ${link.toId}`;

/**
 * The dates as marks in lanes, with the links between them. Arrow keys go from
 * date to date, Enter tells more; what else keys do is `keyActions`.
 */
export function Lanes(props: {
  timeline: Timeline;
  days: ShownDays;
  onOpen: (group: Group) => void;
}) {
  const { timeline, days, onOpen } = props;
  const { events, links, conflicts } = timeline;
  const { window } = days;
  const classes = useStyles();
  const [measured, { width: whole }] = useMeasure<HTMLDivElement>();
  const root = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string>();
  const [hovered, setHovered] = useState<string>();
  const [wanted, setWanted] = useState<string>();
  const focused = useRef<string>();
  const width = Math.max(200, (whole || USUAL_WIDTH) - NAMES);
  const groups = useMemo(() => groupsOf(events), [events]);
  const shown = groups.filter(({ event }) => isShown(event, window));
  const { lanes, marks, height } = useMemo(
    () =>
      layOut(
        groups.filter(({ event }) => isShown(event, window)),
        window,
        width,
      ),
    [groups, window, width],
  );
  const stop = shown.some(({ id }) => id === active) ? active : shown[0]?.id;
  const conflicting = new Set(conflicts.flatMap(({ eventIds }) => eventIds));
  const markOf = (id: string) =>
    marks.find(mark => mark.events.some(one => one.id === id));
  const titleOf = (id: string) =>
    events.find(event => event.id === id)?.title ?? id;

  // A date that was out of sight is drawn before it can have the focus, and
  // one that goes out of sight leaves it to another.
  useEffect(() => {
    const drawn = [
      ...(root.current?.querySelectorAll<SVGGElement>('[data-event]') ?? []),
    ];
    const named = (id: string | undefined) =>
      drawn.find(({ dataset }) => dataset.event === id);
    const target = named(wanted);
    if (target) {
      target.focus();
      setWanted(undefined);
    } else if (focused.current !== undefined && !named(focused.current)) {
      named(stop)?.focus();
    }
  }, [wanted, marks, stop]);

  const nameOf = (group: Group) => {
    const { event, events: all } = group;
    return [
      `${kindWords[event.kind]}: ${countedTitle(group)}`,
      daysWords(event),
      laneWords[event.lane],
      ...all.flatMap(({ id }) =>
        linksTo(id, links).map(link => roomWords(link, titleOf(link.fromId))),
      ),
      ...(all.some(({ id }) => conflicting.has(id)) ? ['does not fit'] : []),
    ].join(', ');
  };

  const onMarkKey = (group: Group, event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    const next = shiftKey ? undefined : neighbourOf(group.id, key, groups);
    if (key === 'Enter' || key === ' ') {
      takeKey(event, () => onOpen(group));
    } else if (next) {
      takeKey(event, () => {
        days.show(dayOf(next.event.endDay));
        setWanted(next.id);
      });
    } else if (key.startsWith('Arrow') && !shiftKey) {
      // At the end of a lane the picture stays where it is.
      takeKey(event, () => {});
    } else {
      // What has the focus keeps its place.
      takeKey(event, zoomKeys(days, dayOf(group.event.endDay))[key]);
    }
  };
  const isNear = ({ id }: PlacedMark) => id === hovered || id === active;
  const placed = placeLinks(
    links.flatMap(link => {
      const from = markOf(link.fromId);
      const to = markOf(link.toId);
      return from &&
        to &&
        (link.slackDays < TIGHT_DAYS || isNear(from) || isNear(to))
        ? [{ link, from, to }]
        : [];
    }),
    marks,
    width,
  );

  return (
    <div ref={measured} className={classes.frame}>
      <div
        ref={root}
        role="group"
        aria-label="Dates in lanes. Arrow keys go from date to date, Enter tells more. Plus and minus zoom, 0 shows everything, T goes to today; with Shift, arrow keys move in time."
      >
        <svg
          className={classes.picture}
          width={width + NAMES}
          height={height + AXIS}
        >
          {lanes.map(({ lane, top, height: own }) => (
            <g key={lane} aria-hidden>
              <text className={classes.lane} x={0} y={AXIS + top + own / 2 + 4}>
                {laneWords[lane]}
              </text>
              <line
                className={classes.rule}
                x1={0}
                x2={width + NAMES}
                y1={AXIS + top}
                y2={AXIS + top}
              />
            </g>
          ))}
          <g transform={`translate(${NAMES}, 0)`}>
            <Axis
              window={window}
              today={days.today}
              width={width}
              top={AXIS}
              height={height}
            />
            <g transform={`translate(0, ${AXIS})`}>
              {placed.map(one => (
                <LinkLine key={keyOf(one)} placed={one} />
              ))}
              {marks.map(mark => (
                <EventMark
                  key={mark.id}
                  mark={mark}
                  name={nameOf(mark)}
                  conflicting={mark.events.some(({ id }) =>
                    conflicting.has(id),
                  )}
                  tabIndex={mark.id === stop ? 0 : -1}
                  onOpen={() => onOpen(mark)}
                  onKeyDown={event => onMarkKey(mark, event)}
                  onFocus={() => {
                    focused.current = mark.id;
                    setActive(mark.id);
                  }}
                  onBlur={() => {
                    focused.current = undefined;
                  }}
                  onHover={over => setHovered(over ? mark.id : undefined)}
                />
              ))}
              {placed.map(one => (
                <LinkWords key={keyOf(one)} placed={one} />
              ))}
            </g>
          </g>
        </svg>
      </div>
    </div>
  );
}
