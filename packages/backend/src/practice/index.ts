import { setTimeout } from 'node:timers/promises';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { riskApiAs } from './people';
import { practiseLedger, readLedger } from './practiseLedger';

const BETWEEN_TRIES_MS = 5_000;
/** Ten minutes, after which somebody should know. */
const PATIENT_TRIES = 120;

/**
 * Lets the people of the demo organisation work with one of their products
 * once, so that a portal that was just started shows what a product looks like
 * that is lived with. They do it over the API, each with their own permissions.
 */
export default createBackendPlugin({
  pluginId: 'practice',
  register(plugin) {
    plugin.registerInit({
      deps: {
        discovery: coreServices.discovery,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
      },
      async init({ discovery, lifecycle, logger }) {
        const stopped = new AbortController();
        const as = (name: string) => riskApiAs({ discovery }, name);

        const practise = async () => {
          for (let tries = 0; !stopped.signal.aborted; tries++) {
            // The catalog knows nobody and the plugin no risk for a while.
            const found = await readLedger(as).catch(error => {
              logger.debug('The ledger of the demo cannot be read yet', error);
              return undefined;
            });
            if (found === 'worked-with') return;
            if (found) {
              await practiseLedger(as, found);
              logger.info('The people of the demo have worked with the ledger');
              return;
            }
            if (tries === PATIENT_TRIES) {
              logger.warn(
                'The ledger of the demo lacks risks that its people work with; they go on waiting. LOG_LEVEL=debug says why.',
              );
            }
            await setTimeout(BETWEEN_TRIES_MS, undefined, {
              signal: stopped.signal,
            }).catch(() => {});
          }
        };
        lifecycle.addStartupHook(() => {
          practise().catch(error =>
            logger.warn(
              'The ledger of the demo is only partly worked with',
              error,
            ),
          );
        });
        lifecycle.addShutdownHook(() => stopped.abort());
      },
    });
  },
});
