import { ProxiedSignInPage } from '@backstage/core-components';
import type { IdentityApi } from '@backstage/core-plugin-api';
import { useCallback, useState } from 'react';
import { SignInProblem } from './SignInProblem';
import { chosenPersona } from './chosenPersona';
import type { Persona } from './personas';

interface PersonaSessionProps {
  persona: Persona;
  onSignInSuccess(identity: IdentityApi): void;
  onLeave(): void;
}

/** Asks the backend for a session of the persona and keeps it fresh. */
export function PersonaSession(props: PersonaSessionProps) {
  const { persona, onSignInSuccess, onLeave } = props;
  const [attempt, setAttempt] = useState(1);
  const retry = useCallback(() => setAttempt(count => count + 1), []);

  const Problem = useCallback(
    ({
      error = new Error('The backend did not answer'),
    }: {
      error?: Error;
    }) => (
      <SignInProblem
        name={persona.name}
        error={error}
        onRetry={retry}
        onLeave={onLeave}
      />
    ),
    [persona.name, retry, onLeave],
  );

  return (
    <ProxiedSignInPage
      key={attempt}
      provider="persona"
      headers={{ 'x-persona': persona.entityRef }}
      ErrorComponent={Problem}
      onSignInSuccess={identity => onSignInSuccess(forgetOnSignOut(identity))}
    />
  );
}

function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    async signOut() {
      chosenPersona.clear();
      await identity.signOut();
    },
  };
}
