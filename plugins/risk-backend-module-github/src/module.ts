import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { riskTicketsExtensionPoint } from '@product-risk/backstage-plugin-risk-node';
import { GithubTickets } from './GithubTickets';

/**
 * Creates and follows issues of GitHub with the portal's own
 * `integrations.github`.
 * @public
 */
export const riskModuleGithub = createBackendModule({
  pluginId: 'risk',
  moduleId: 'github',
  register(module) {
    module.registerInit({
      deps: {
        config: coreServices.rootConfig,
        tickets: riskTicketsExtensionPoint,
      },
      async init({ config, tickets }) {
        const integrations = ScmIntegrations.fromConfig(config);
        tickets.addTracker(
          new GithubTickets({
            integrations,
            credentials:
              DefaultGithubCredentialsProvider.fromIntegrations(integrations),
          }),
        );
      },
    });
  },
});
