import { configApiRef, useApi } from '@backstage/core-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { useCallback, useState } from 'react';
import { PersonaCards } from './PersonaCards';
import { PersonaSession } from './PersonaSession';
import { chosenPersona } from './chosenPersona';
import { readPersonas } from './personas';

/** Asks who to be and signs in as that user. */
export function PersonaSignInPage({ onSignInSuccess }: SignInPageProps) {
  const personas = readPersonas(useApi(configApiRef));
  const [chosen, setChosen] = useState(chosenPersona.get);
  const persona = personas.find(({ entityRef }) => entityRef === chosen);

  const leave = useCallback(() => {
    chosenPersona.clear();
    setChosen(undefined);
  }, []);

  if (!persona) {
    return (
      <PersonaCards
        personas={personas}
        onChoose={({ entityRef }) => {
          chosenPersona.set(entityRef);
          setChosen(entityRef);
        }}
      />
    );
  }
  return (
    <PersonaSession
      persona={persona}
      onSignInSuccess={onSignInSuccess}
      onLeave={leave}
    />
  );
}
