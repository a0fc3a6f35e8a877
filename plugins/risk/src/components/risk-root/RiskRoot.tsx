import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { ExplainProvider } from '../explain/ExplainProvider';
import { LiveUpdates } from '../../hooks';
import { RiskTheme } from '../../theme/RiskTheme';
import { RiskModelProvider } from './RiskModelProvider';

const useStyles = makeStyles(
  theme => ({
    // The page around may use other fonts than the theme of the components.
    root: { ...theme.typography.body2, fontSize: '0.9375rem' },
  }),
  { name: 'RiskRoot' },
);

/** What every screen and card of the plugin stands in. */
export function RiskRoot(props: {
  /** Entities that the screen is about; left out where it is about many. */
  about?: readonly string[];
  children: ReactNode;
}) {
  const { about, children } = props;
  return (
    <RiskTheme>
      <LiveUpdates about={about}>
        <RiskModelProvider>
          <ExplainProvider>
            <div className={useStyles().root} data-testid="risk-content">
              {children}
            </div>
          </ExplainProvider>
        </RiskModelProvider>
      </LiveUpdates>
    </RiskTheme>
  );
}
