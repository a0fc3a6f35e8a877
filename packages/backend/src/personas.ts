import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { isUserEntity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

const PROVIDER_ID = 'persona';

/** The request header in which the sign-in page names the chosen user. */
const PERSONA_HEADER = 'x-persona';

const personaAuthenticator = createProxyAuthenticator({
  async defaultProfileTransform({ entityRef }: { entityRef: string }, context) {
    const { entity } = await context.findCatalogUser({ entityRef });
    return { profile: isUserEntity(entity) ? entity.spec.profile ?? {} : {} };
  },
  initialize({ config }) {
    return config
      .getConfigArray('development.users')
      .map(user => user.getString('entityRef'));
  },
  async authenticate({ req }, personas: string[]) {
    const entityRef = req.header(PERSONA_HEADER);
    if (!entityRef) {
      throw new InputError(`The header ${PERSONA_HEADER} names no user`);
    }
    if (!personas.includes(entityRef)) {
      throw new NotAllowedError(`${entityRef} is not a persona of this portal`);
    }
    return { result: { entityRef } };
  },
});

/**
 * Signs anybody in as one of the users of the demo organisation, without a
 * password. It stops the backend from starting anywhere but in development.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'persona-provider',
  register(module) {
    module.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        refuseOutsideDevelopment(config);
        providers.registerProvider({
          providerId: PROVIDER_ID,
          factory: createProxyAuthProviderFactory({
            authenticator: personaAuthenticator,
            signInResolver: ({ result }, context) =>
              context.signInWithCatalogUser({ entityRef: result.entityRef }),
          }),
        });
      },
    });
  },
});

function refuseOutsideDevelopment(config: Config) {
  const environment =
    config.getOptionalString('auth.environment') ?? 'development';
  if (process.env.NODE_ENV === 'production' || environment !== 'development') {
    throw new Error(
      'The persona sign-in asks for no password. It is for development only: ' +
        'remove it from the backend to run with NODE_ENV=production or ' +
        'auth.environment other than "development"',
    );
  }
}
