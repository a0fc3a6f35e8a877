import { Header, Page, RoutedTabs } from '@backstage/core-components';
import { MyProductsPage } from './MyProductsPage';
import { MyRequestsPage } from './MyRequestsPage';
import { ReportPage } from './ReportPage';
import { RiskModelPage } from './RiskModelPage';

/**
 * The page `/risk` for the legacy frontend system, header included. The new
 * system draws the header itself and mounts the pages one by one.
 */
export function RiskPage() {
  return (
    <Page themeId="tool">
      <Header title="Risk" />
      <RoutedTabs
        routes={[
          {
            path: '/my-products',
            title: 'My products',
            children: <MyProductsPage />,
          },
          {
            path: '/my-requests',
            title: 'My requests',
            children: <MyRequestsPage />,
          },
          { path: '/report', title: 'Report', children: <ReportPage /> },
          {
            path: '/model',
            title: 'Our risk model',
            children: <RiskModelPage />,
          },
        ]}
      />
    </Page>
  );
}
