import {
  createFrontendPlugin,
  OverridableFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import SecurityIcon from '@material-ui/icons/Security';
import {
  entityContentRouteRef,
  comparedInRouteRef,
  explainedInRouteRef,
  myProductsRouteRef,
  myRequestsRouteRef,
  reportRouteRef,
  riskModelRouteRef,
  rootRouteRef,
} from '../routes';
import { riskApi } from './apis';
import { entityRiskCard } from './entityCards';
import { entityRiskContent } from './entityContents';
import {
  myProductsPage,
  myRequestsPage,
  reportPage,
  riskModelPage,
  riskPage,
} from './pages';

/**
 * The plugin for the new frontend system.
 *
 * @remarks
 * Its type is stated: the inferred one lists what every extension puts out, in
 * an order that differs between builds.
 * @alpha
 */
const riskPlugin: OverridableFrontendPlugin = createFrontendPlugin({
  pluginId: 'risk',
  title: 'Risk',
  icon: <SecurityIcon fontSize="inherit" />,
  info: { packageJson: () => import('../../package.json') },
  routes: {
    root: rootRouteRef,
    myProducts: myProductsRouteRef,
    myRequests: myRequestsRouteRef,
    report: reportRouteRef,
    model: riskModelRouteRef,
    entityContent: entityContentRouteRef,
  },
  externalRoutes: {
    comparedIn: comparedInRouteRef,
    explainedIn: explainedInRouteRef,
  },
  extensions: [
    riskApi,
    riskPage,
    myProductsPage,
    myRequestsPage,
    reportPage,
    riskModelPage,
    entityRiskContent,
    entityRiskCard,
  ],
});

export default riskPlugin;
