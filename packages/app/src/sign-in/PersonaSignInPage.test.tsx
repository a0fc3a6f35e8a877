import type { IdentityApi } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PersonaSignInPage } from './PersonaSignInPage';

const lena = {
  entityRef: 'user:default/lena.vogt',
  name: 'Lena Vogt',
  role: 'Engineer, payments',
  suggestion: 'Open the risk tab of a service.',
};
const omar = {
  entityRef: 'user:default/omar.haddad',
  name: 'Omar Haddad',
  role: 'Application security',
  suggestion: 'Read the report.',
};

const config = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: { baseUrl: 'http://localhost:7007' },
  auth: { providers: { persona: { development: { users: [lena, omar] } } } },
};

const session = {
  profile: { displayName: lena.name },
  backstageIdentity: {
    token: `h.${window.btoa(JSON.stringify({ exp: 4_000_000_000 }))}.s`,
    identity: {
      type: 'user',
      userEntityRef: lena.entityRef,
      ownershipEntityRefs: [lena.entityRef],
    },
  },
};

function answer(status: number, body: object) {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

function refusal(status: number, name: string, message: string) {
  return answer(status, {
    error: { name, message },
    response: { statusCode: status },
  });
}

function renderPage() {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  const view = renderInTestApp(
    <PersonaSignInPage onSignInSuccess={onSignInSuccess} />,
    { config, apis: [mockApis.discovery()] },
  );
  return { onSignInSuccess, view };
}

describe('PersonaSignInPage', () => {
  const fetch = jest.spyOn(global, 'fetch');

  beforeEach(() => {
    fetch.mockReset();
    window.sessionStorage.clear();
  });

  it('offers every persona with the role and what to try', async () => {
    renderPage();
    const cards = await screen.findAllByRole('button');
    expect(cards.map(card => card.textContent)).toEqual([
      'Lena VogtEngineer, paymentsOpen the risk tab of a service.',
      'Omar HaddadApplication securityRead the report.',
    ]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('signs in as the chosen persona', async () => {
    fetch.mockImplementation(async () => answer(200, session));
    const { onSignInSuccess } = renderPage();
    await userEvent.click(await screen.findByRole('button', { name: /Lena/ }));

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [url, init] = fetch.mock.calls[0];
    expect(url).toMatch(/\/api\/auth\/persona\/refresh$/);
    expect(new Headers(init?.headers).get('x-persona')).toBe(lena.entityRef);
    const [identity] = onSignInSuccess.mock.calls[0];
    await expect(identity.getBackstageIdentity()).resolves.toMatchObject({
      userEntityRef: lena.entityRef,
    });
  });

  it('asks again after signing out, and not after a reload', async () => {
    fetch.mockImplementation(async () => answer(200, session));
    const first = renderPage();
    await userEvent.click(await screen.findByRole('button', { name: /Lena/ }));
    await waitFor(() => expect(first.onSignInSuccess).toHaveBeenCalled());
    first.view.unmount();

    const reloaded = renderPage();
    await waitFor(() => expect(reloaded.onSignInSuccess).toHaveBeenCalled());
    const [identity] = reloaded.onSignInSuccess.mock.calls[0];
    await identity.signOut();
    reloaded.view.unmount();

    renderPage();
    expect(
      await screen.findByRole('button', { name: /Lena/ }),
    ).toBeInTheDocument();
  });

  it('goes on by itself when the catalog knows the user', async () => {
    fetch
      .mockImplementationOnce(async () =>
        refusal(404, 'NotFoundError', 'User not found'),
      )
      .mockImplementation(async () => answer(200, session));
    const { onSignInSuccess } = renderPage();
    await userEvent.click(await screen.findByRole('button', { name: /Lena/ }));

    expect(
      await screen.findByRole('heading', { name: 'Waiting for Lena Vogt' }),
    ).toBeInTheDocument();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled(), {
      timeout: 5_000,
    });
  });

  it('says why it failed and lets choose somebody else', async () => {
    fetch.mockImplementation(async () =>
      refusal(403, 'NotAllowedError', 'Not a persona of this portal'),
    );
    renderPage();
    await userEvent.click(await screen.findByRole('button', { name: /Lena/ }));

    expect(
      await screen.findByText(/Not a persona of this portal/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Choose somebody else' }),
    );
    expect(
      await screen.findByRole('button', { name: /Omar/ }),
    ).toBeInTheDocument();
  });
});
