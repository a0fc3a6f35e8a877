import { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useRiskPalette } from '../../theme/useRiskPalette';
import { describeError } from './describeError';
import { NamedText } from './EntityName';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(2, 2.5),
      borderRadius: 4,
      maxWidth: 760,
      overflowWrap: 'anywhere',
    },
    banner: {
      maxWidth: 'none',
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(1, 3),
      padding: theme.spacing(1.5, 2),
    },
    words: { flex: '1 1 360px' },
    title: { fontSize: '1rem', fontWeight: 600, marginBottom: 2 },
    text: { fontSize: '0.875rem', lineHeight: 1.5 },
    actions: { display: 'flex', gap: 8, marginTop: theme.spacing(1.5) },
    bannerActions: { display: 'flex', flexWrap: 'wrap', gap: 8 },
  }),
  { name: 'RiskState' },
);

function State(props: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  tone: 'calm' | 'attention';
  role?: 'alert' | 'status';
  banner?: boolean;
}) {
  const { title, children, actions, tone, role, banner } = props;
  const classes = useStyles();
  const { attention, rule, surface } = useRiskPalette();
  const style =
    tone === 'attention'
      ? {
          background: attention.background,
          color: attention.text,
          borderLeft: `4px solid ${attention.border}`,
        }
      : { background: surface, border: `1px solid ${rule}` };
  return (
    <div
      className={`${classes.root} ${banner ? classes.banner : ''}`}
      style={style}
      role={role}
    >
      <div className={banner ? classes.words : undefined}>
        <Typography className={classes.title} component="p">
          {title}
        </Typography>
        {children && (
          <Typography className={classes.text} component="div">
            {children}
          </Typography>
        )}
      </div>
      {actions && (
        <div className={banner ? classes.bannerActions : classes.actions}>
          {actions}
        </div>
      )}
    </div>
  );
}

/** Nothing is here: why, and what to do about it. */
export function EmptyState(props: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <State title={props.title} tone="calm" actions={props.action}>
      {props.children}
    </State>
  );
}

/** What happened, why, and what to do. */
export function ErrorState(props: {
  error: Error;
  onRetry?: () => void;
  retry?: string;
}) {
  const { error, onRetry, retry = 'Try again' } = props;
  const { kind, what, why, remedy, place } = describeError(error);
  const words = (
    <>
      {place && (
        <>
          <strong>{place}</strong>
          <br />
        </>
      )}
      <NamedText text={why} />
      {why && !/[.!?…]$/.test(why) && '.'} {remedy}
    </>
  );
  return kind === 'hidden' ? (
    <State title={what} tone="calm" role="status">
      {words}
    </State>
  ) : (
    <State
      title={what}
      tone="attention"
      role="alert"
      actions={
        onRetry && (
          <Button
            size="small"
            variant="outlined"
            color="inherit"
            onClick={onRetry}
          >
            {retry}
          </Button>
        )
      }
    >
      {words}
    </State>
  );
}

/** Part of the answer is missing; the rest is shown. */
export function PartialNotice(props: { title: string; children?: ReactNode }) {
  return (
    <State title={props.title} tone="calm" role="status">
      {props.children}
    </State>
  );
}

/** Something that needs attention before the numbers below can be trusted. */
export function AttentionBanner(props: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return <State {...props} tone="attention" role="status" banner />;
}
