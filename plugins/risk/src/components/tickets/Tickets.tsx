import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Link from '@material-ui/core/Link';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  riskFindingTriagePermission,
  riskTreatmentProposePermission,
  Ticket,
  Tickets as TicketList,
} from '@product-risk/backstage-plugin-risk-common';
import { useAction, useAsyncResource, useRiskApi } from '../../hooks';
import { ErrorState } from '../primitives';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(0.5) },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    row: {
      display: 'flex',
      alignItems: 'baseline',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
    },
    link: { overflowWrap: 'anywhere' },
    field: { flexGrow: 1, minWidth: 180 },
  }),
  { name: 'RiskTickets' },
);

type Subject = 'mitigation' | 'option';

const permissions: Record<Subject, BasicPermission> = {
  mitigation: riskFindingTriagePermission,
  option: riskTreatmentProposePermission,
};

/** What is known of a ticket's state, in a word or two. */
function stateWords({ state, followedBy, problem }: Ticket): string {
  if (problem) return `not read: ${problem}`;
  return state ?? (followedBy ? 'not read yet' : 'not followed');
}

/** The address without what every address begins with. */
const shortUrl = (url: string) => url.replace(/^https?:\/\//, '');

/** Where the work on a mitigation or an option is tracked. */
export function Tickets(props: { subject: Subject; id: string }) {
  const { subject, id } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const { allowed } = usePermission({ permission: permissions[subject] });
  const tickets = useAsyncResource(
    () => api.listTickets({ params: { subject, id } }),
    [api, subject, id],
  );
  const [linking, setLinking] = useState(false);
  const act = useAction(async (write: () => Promise<TicketList>) => {
    await write();
    setLinking(false);
    tickets.reload();
  });
  const params = { subject, id };
  const { items = [], canCreateIn = [] } = tickets.value ?? {};
  if (!tickets.value || (items.length === 0 && !allowed)) return null;
  return (
    <div className={classes.root}>
      <ul className={classes.list} aria-label="Tickets">
        {items.map(ticket => (
          <li key={ticket.id} className={classes.row}>
            <Link
              href={ticket.url}
              target="_blank"
              rel="noopener noreferrer"
              className={classes.link}
            >
              {ticket.title ?? shortUrl(ticket.url)}
            </Link>
            <Typography variant="body2" component="span" color="textSecondary">
              {stateWords(ticket)}
            </Typography>
            {allowed && (
              <Button
                size="small"
                disabled={act.running}
                aria-label={`Take away ${ticket.title ?? ticket.url}`}
                onClick={() =>
                  act.run(() =>
                    api.removeTicket({ params, body: { ticketId: ticket.id } }),
                  )
                }
              >
                Take away
              </Button>
            )}
          </li>
        ))}
      </ul>
      {act.error && <ErrorState error={act.error} />}
      {allowed && linking && (
        <LinkForm
          running={act.running}
          onLink={url =>
            act.run(() => api.linkTicket({ params, body: { url } }))
          }
          onCancel={() => {
            act.reset();
            setLinking(false);
          }}
        />
      )}
      {allowed && !linking && (
        <div className={classes.row}>
          <Button size="small" onClick={() => setLinking(true)}>
            Link an issue
          </Button>
          {canCreateIn.map(({ tracker, title, project }) => (
            <Button
              key={`${tracker} ${project}`}
              size="small"
              disabled={act.running}
              title={`In ${shortUrl(project)}`}
              onClick={() =>
                act.run(() => api.createTicket({ params, body: { tracker } }))
              }
            >
              Create an issue on {title}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

function LinkForm(props: {
  running: boolean;
  onLink: (url: string) => void;
  onCancel: () => void;
}) {
  const { running, onLink, onCancel } = props;
  const classes = useStyles();
  const id = useId();
  const [url, setUrl] = useState('');
  return (
    <form
      className={classes.row}
      onSubmit={event => {
        event.preventDefault();
        onLink(url.trim());
      }}
    >
      <TextField
        id={id}
        className={classes.field}
        label="Address of the issue"
        type="url"
        size="small"
        value={url}
        onChange={event => setUrl(event.target.value)}
      />
      <Button size="small" type="submit" disabled={running || !url.trim()}>
        Link
      </Button>
      <Button size="small" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  );
}
