import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { FindingDetail } from '@product-risk/backstage-plugin-risk-common';
import { CatalogLink, plural } from '../../primitives';
import { statusWords } from '../words';
import { DrawerPart } from './DrawerPart';

/** What else evidences the same risk. */
export function OtherFindings({ finding }: { finding: FindingDetail }) {
  const { otherFindings, hiddenFindings } = finding;
  if (!otherFindings.length && !hiddenFindings) return null;
  return (
    <DrawerPart title="Other findings of the same risk">
      <Typography component="ul" variant="body2" style={{ paddingLeft: 20 }}>
        {otherFindings.map(({ id, title, entity, modelTitle, status }) => (
          <li key={id}>
            <Link to={`?finding=${id}`}>{title}</Link>
            {entity && (
              <>
                {' on '}
                <CatalogLink to={entity} />
              </>
            )}
            {` · ${modelTitle} · ${statusWords[status]}`}
          </li>
        ))}
        {hiddenFindings > 0 && (
          <li>{plural(hiddenFindings, 'finding')} not visible to you</li>
        )}
      </Typography>
    </DrawerPart>
  );
}
