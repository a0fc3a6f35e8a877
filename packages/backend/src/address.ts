import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';

/** Says where the portal is, once every plugin is up. */
export default createBackendPlugin({
  pluginId: 'address',
  register(plugin) {
    plugin.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
      },
      async init({ config, lifecycle, logger }) {
        lifecycle.addStartupHook(() =>
          logger.info(`The portal is at ${config.getString('app.baseUrl')}`),
        );
      },
    });
  },
});
