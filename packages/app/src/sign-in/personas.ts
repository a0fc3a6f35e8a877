import type { ConfigApi } from '@backstage/core-plugin-api';

/** Somebody of the demo organisation to sign in as. */
export interface Persona {
  entityRef: string;
  name: string;
  /** What the person does, in words. */
  role: string;
  /** What to try first as this person. */
  suggestion: string;
}

/** Reads `auth.providers.persona.development.users` in its order. */
export function readPersonas(config: ConfigApi): Persona[] {
  const users =
    config.getOptionalConfigArray('auth.providers.persona.development.users') ??
    [];
  return users.map(user => ({
    entityRef: user.getString('entityRef'),
    name: user.getString('name'),
    role: user.getString('role'),
    suggestion: user.getString('suggestion'),
  }));
}
