import { makeStyles } from '@material-ui/core/styles';
import { MyRaise } from '@product-risk/backstage-plugin-risk-common';
import { RaiseItem } from '../budget';
import { CatalogLink, Panel } from '../primitives';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      display: 'grid',
      gap: theme.spacing(2),
    },
  }),
  { name: 'RiskRaisesToSign' },
);

/** Raises of targets that wait for my signature, to be answered here. */
export function RaisesToSign(props: {
  raises: readonly MyRaise[];
  onChanged: () => void;
}) {
  const { raises, onChanged } = props;
  const classes = useStyles();
  if (raises.length === 0) return null;
  return (
    <Panel title={`Targets that wait for your signature (${raises.length})`}>
      <ul className={classes.list}>
        {raises.map(raise => (
          <li key={raise.id}>
            <RaiseItem
              productRef={raise.product.ref}
              raise={raise}
              before={raise.before}
              product={<CatalogLink to={raise.product} risk />}
              onChanged={onChanged}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
