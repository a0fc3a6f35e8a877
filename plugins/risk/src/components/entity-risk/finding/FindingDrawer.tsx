import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { FindingDetail } from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useRiskApi, useUrlState } from '../../../hooks';
import {
  CatalogLink,
  FactList,
  ResourceView,
  SideDrawer,
  StrideLetters,
} from '../../primitives';
import { FindingLevel } from '../findings/findingColumns';
import { useReloadOnChange } from '../RefreshContext';
import { statusWords } from '../words';
import { DrawerPart } from './DrawerPart';
import { FindingDecision } from './FindingDecision';
import { FindingHistory } from './FindingHistory';
import { FindingInforms } from './FindingInforms';
import { FindingMitigations } from './FindingMitigations';
import { FindingOptions } from './FindingOptions';
import { FindingPlace } from './FindingPlace';
import { OtherFindings } from './OtherFindings';
import { Triage } from './Triage';
import { WhyThisRating } from './WhyThisRating';

const useStyles = makeStyles(
  theme => ({
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      marginBottom: theme.spacing(1.5),
    },
    statement: { fontSize: '1rem', fontWeight: 500 },
    text: { whiteSpace: 'pre-line', marginTop: theme.spacing(1) },
  }),
  { name: 'RiskFindingDrawer' },
);

/** Everything about the finding that the URL names. */
export function FindingDrawer() {
  const [url, setUrl] = useUrlState('finding');
  const close = () => setUrl({ finding: '' });
  return (
    <SideDrawer open={Boolean(url.finding)} onClose={close} title="Finding">
      {url.finding && <LoadedFinding key={url.finding} id={url.finding} />}
    </SideDrawer>
  );
}

function LoadedFinding({ id }: { id: string }) {
  const api = useRiskApi();
  const finding = useAsyncResource(
    () => api.getFinding({ params: { id } }),
    [api, id],
  );
  useReloadOnChange(finding.reload);
  return (
    <ResourceView of={finding}>
      {value => <FindingText finding={value} />}
    </ResourceView>
  );
}

function FindingText({ finding }: { finding: FindingDetail }) {
  const classes = useStyles();
  const { title, description, advice, risk, status, statusReason } = finding;
  return (
    <>
      <Typography variant="h6" component="h3">
        {title}
      </Typography>
      <div className={classes.line}>
        <FindingLevel finding={finding} />
        <span>{statusWords[status]}</span>
        <StrideLetters letters={finding.stride} />
        {finding.entity && (
          <span>
            on <CatalogLink to={finding.entity} />
          </span>
        )}
      </div>

      <DrawerPart title="What it is">
        {risk && risk.statement !== title && (
          <Typography className={classes.statement}>
            {risk.statement}
          </Typography>
        )}
        <Typography variant="body2" className={classes.text}>
          {description || 'The file gives no description.'}
        </Typography>
        {advice && (
          <Typography variant="body2" className={classes.text}>
            <strong>Advice:</strong> {advice}
          </Typography>
        )}
        <FactList
          facts={[
            ['Reason', statusReason],
            [
              'Categories',
              finding.categories
                .map(({ taxonomy, id }) => `${taxonomy} ${id}`)
                .join(', '),
            ],
            ['Tags', finding.tags.join(', ')],
            ['Ticket', finding.ticket],
          ]}
        />
      </DrawerPart>

      <FindingInforms finding={finding} />
      <WhyThisRating finding={finding} />
      <FindingMitigations finding={finding} />
      <FindingOptions finding={finding} />
      <FindingDecision finding={finding} />
      <FindingPlace finding={finding} />
      <OtherFindings finding={finding} />
      <FindingHistory finding={finding} />
      <Triage finding={finding} />
    </>
  );
}
