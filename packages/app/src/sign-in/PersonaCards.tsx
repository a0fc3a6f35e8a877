import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import CardContent from '@material-ui/core/CardContent';
import Container from '@material-ui/core/Container';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Persona } from './personas';

const useStyles = makeStyles(theme => ({
  page: {
    minHeight: '100vh',
    overflowY: 'auto',
    paddingTop: theme.spacing(8),
    paddingBottom: theme.spacing(8),
  },
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))',
    gap: theme.spacing(2),
    margin: theme.spacing(4, 0, 0),
    padding: 0,
    listStyle: 'none',
  },
  card: { height: '100%' },
  action: {
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    justifyContent: 'flex-start',
  },
  role: { marginBottom: theme.spacing(1) },
}));

interface PersonaCardsProps {
  personas: Persona[];
  onChoose(persona: Persona): void;
}

export function PersonaCards({ personas, onChoose }: PersonaCardsProps) {
  const classes = useStyles();
  return (
    <Container component="main" maxWidth="md" className={classes.page}>
      <Typography color="textSecondary" variant="overline">
        Product Risk
      </Typography>
      <Typography component="h1" variant="h4">
        Who do you want to be?
      </Typography>
      <Typography color="textSecondary">
        This is a demo organisation. Each person sees what their role may see;
        nobody has a password.
      </Typography>
      <ul className={classes.list}>
        {personas.map(persona => (
          <li key={persona.entityRef}>
            <Card variant="outlined" className={classes.card}>
              <CardActionArea
                className={classes.action}
                onClick={() => onChoose(persona)}
                data-entity-ref={persona.entityRef}
              >
                <CardContent>
                  <Typography component="h2" variant="h6">
                    {persona.name}
                  </Typography>
                  <Typography
                    color="textSecondary"
                    variant="subtitle2"
                    className={classes.role}
                  >
                    {persona.role}
                  </Typography>
                  <Typography variant="body2">{persona.suggestion}</Typography>
                </CardContent>
              </CardActionArea>
            </Card>
          </li>
        ))}
      </ul>
    </Container>
  );
}
