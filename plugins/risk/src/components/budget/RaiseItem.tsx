import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { AwaitedRaise as Raise } from '@product-risk/backstage-plugin-risk-common';
import { raiseWords, waitsForWords } from './budgetWords';
import { RaiseSteps } from './RaiseSteps';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(0.5) },
    words: { overflowWrap: 'anywhere' },
    below: { color: theme.palette.text.secondary, fontSize: '0.875rem' },
  }),
  { name: 'RiskRaiseItem' },
);

/** A raise that waits, in a list, with what the reader may do about it. */
export function RaiseItem(props: {
  productRef: string;
  raise: Raise;
  /** The target that it raises. */
  before?: number;
  /** Where the product is not the page's own. */
  product?: ReactNode;
  onChanged: () => void;
}) {
  const { productRef, raise, before, product, onChanged } = props;
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <div className={classes.words}>
        {product && <>{product}: </>}
        {raiseWords(raise, before)}
      </div>
      <div className={classes.below}>{waitsForWords(raise)}</div>
      <RaiseSteps productRef={productRef} raise={raise} onChanged={onChanged} />
    </div>
  );
}
