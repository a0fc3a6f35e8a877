import { Progress, ResponseErrorPanel } from '@backstage/core-components';
import { ResponseError } from '@backstage/errors';
import Button from '@material-ui/core/Button';
import Container from '@material-ui/core/Container';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect } from 'react';

const RETRY_AFTER_MS = 1_000;

const useStyles = makeStyles(theme => ({
  page: { paddingTop: theme.spacing(8) },
  actions: {
    display: 'flex',
    gap: theme.spacing(1),
    marginTop: theme.spacing(2),
  },
}));

interface SignInProblemProps {
  name: string;
  error: Error;
  onRetry(): void;
  onLeave(): void;
}

/** Says why nobody is signed in yet and what can be done about it. */
export function SignInProblem(props: SignInProblemProps) {
  const { name, error, onRetry, onLeave } = props;
  const classes = useStyles();
  const waiting = isNotInCatalogYet(error);

  useEffect(() => {
    if (!waiting) {
      return undefined;
    }
    const timer = setTimeout(onRetry, RETRY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [waiting, onRetry]);

  return (
    <Container component="main" maxWidth="md" className={classes.page}>
      {waiting ? (
        <>
          <Typography component="h1" variant="h5">
            Waiting for {name}
          </Typography>
          <Typography>
            The catalog does not know this user. A portal that has just started
            is still reading the demo organisation; this page goes on by itself.
          </Typography>
          <Progress />
        </>
      ) : (
        <ResponseErrorPanel
          title={`Could not sign in as ${name}`}
          error={error}
        />
      )}
      <div className={classes.actions}>
        {!waiting && (
          <Button variant="contained" color="primary" onClick={onRetry}>
            Try again
          </Button>
        )}
        <Button variant="outlined" onClick={onLeave}>
          Choose somebody else
        </Button>
      </div>
    </Container>
  );
}

function isNotInCatalogYet(error: Error) {
  return error instanceof ResponseError && error.statusCode === 404;
}
