import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import SecurityIcon from '@material-ui/icons/Security';
import { rootRouteRef } from '../routes';

export const riskPage = PageBlueprint.make({
  params: {
    path: '/risk',
    title: 'Risk',
    icon: <SecurityIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
  },
});

export const myProductsPage = SubPageBlueprint.make({
  name: 'my-products',
  params: {
    path: 'my-products',
    title: 'My products',
    loader: () =>
      import('../components/pages/MyProductsPage').then(m => (
        <m.MyProductsPage />
      )),
  },
});

export const myRequestsPage = SubPageBlueprint.make({
  name: 'my-requests',
  params: {
    path: 'my-requests',
    title: 'My requests',
    loader: () =>
      import('../components/pages/MyRequestsPage').then(m => (
        <m.MyRequestsPage />
      )),
  },
});

export const reportPage = SubPageBlueprint.make({
  name: 'report',
  params: {
    path: 'report',
    title: 'Report',
    loader: () =>
      import('../components/pages/ReportPage').then(m => <m.ReportPage />),
  },
});

export const riskModelPage = SubPageBlueprint.make({
  name: 'model',
  params: {
    path: 'model',
    title: 'Our risk model',
    loader: () =>
      import('../components/pages/RiskModelPage').then(m => (
        <m.RiskModelPage />
      )),
  },
});
