import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import ButtonBase from '@material-ui/core/ButtonBase';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DiagramElement } from '@product-risk/backstage-plugin-risk-common';
import {
  useEntityParams,
  usePagedList,
  useRiskApi,
  useUrlState,
} from '../../../hooks';
import { FactList, plural, ResourceView } from '../../primitives';
import { FindingLevel } from '../findings/findingColumns';
import { useReloadOnChange } from '../RefreshContext';
import { mappedByWords, shortStatusWords } from '../words';
import { ElementEntity, kindWords } from './ElementTable';
import { MapElement } from './MapElement';

const MOST_LISTED = 50;

const useStyles = makeStyles(
  theme => ({
    title: { fontSize: '1rem', fontWeight: 600, overflowWrap: 'anywhere' },
    list: { listStyle: 'none', margin: theme.spacing(1, 0), padding: 0 },
    finding: {
      display: 'block',
      width: '100%',
      textAlign: 'left',
      font: 'inherit',
      fontSize: '0.875rem',
      padding: theme.spacing(1, 0.5),
      borderTop: `1px solid ${theme.palette.divider}`,
      '&:hover': { backgroundColor: theme.palette.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
  }),
  { name: 'RiskElementDetails' },
);

/** The selected element: what it stands for and its findings. */
export function ElementDetails(props: {
  element: DiagramElement;
  modelId: string;
}) {
  const { element, modelId } = props;
  const classes = useStyles();
  return (
    <>
      <Typography component="h3" className={classes.title}>
        {element.name || 'unnamed'}
      </Typography>
      <FactList
        facts={[
          [
            'Kind',
            `${kindWords[element.kind]}${
              element.outOfScope ? ', out of scope' : ''
            }`,
          ],
          ['Entity', <ElementEntity key="entity" element={element} />],
          ['Mapped', mappedByWords[element.mappedBy]],
        ]}
      />
      <MapElement element={element} modelId={modelId} />
      <ElementFindings element={element} modelId={modelId} />
    </>
  );
}

function ElementFindings(props: { element: DiagramElement; modelId: string }) {
  const { element, modelId } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const here = stringifyEntityRef(useEntity().entity);
  // Findings are listed under the entity that the element stands for.
  const ref = element.entity?.ref ?? here;
  const params = useEntityParams(ref);
  const [, setUrl] = useUrlState('finding');
  const findings = usePagedList(
    cursor =>
      api.listEntityFindings({
        params,
        query: {
          element: element.id,
          model: [modelId],
          cursor,
          limit: MOST_LISTED,
        },
      }),
    [params, element.id, modelId],
  );
  useReloadOnChange(findings.reload);
  if (!element.findings.total) {
    return <Typography variant="body2">No findings on it.</Typography>;
  }
  return (
    <ResourceView of={findings}>
      {({ items, totalItems, hidden }) => (
        <>
          <ul className={classes.list}>
            {items.map(finding => (
              <li key={finding.id}>
                <ButtonBase
                  className={classes.finding}
                  onClick={() =>
                    setUrl({ finding: finding.id }, { push: true })
                  }
                >
                  <FindingLevel finding={finding} /> ·{' '}
                  {shortStatusWords[finding.status]}
                  <br />
                  {finding.title}
                </ButtonBase>
              </li>
            ))}
          </ul>
          {totalItems > items.length && (
            <Typography variant="body2">
              {plural(totalItems - items.length, 'more finding')}
              {hidden > 0 && `, ${hidden} of them not visible to you`}
            </Typography>
          )}
        </>
      )}
    </ResourceView>
  );
}
