import { ResponseError } from '@backstage/errors';
import {
  createRiskClient,
  type RiskApi,
} from '@product-risk/backstage-plugin-risk-common';

interface Portal {
  discovery: { getBaseUrl(pluginId: string): Promise<string> };
}

async function signIn({ discovery }: Portal, entityRef: string) {
  const auth = await discovery.getBaseUrl('auth');
  const response = await fetch(`${auth}/persona/refresh`, {
    headers: {
      'x-persona': entityRef,
      'x-requested-with': 'XMLHttpRequest',
    },
  });
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token as string;
}

/**
 * The API as a user of the demo organisation sees it: signed in like a person,
 * with a person's permissions and no more.
 *
 * @throws ResponseError while the catalog does not know the user yet
 */
export async function riskApiAs(
  portal: Portal,
  name: string,
): Promise<RiskApi> {
  const token = await signIn(portal, `user:default/${name}`);
  return createRiskClient({
    discoveryApi: portal.discovery,
    fetchApi: {
      fetch: (input, init) =>
        fetch(input, {
          ...init,
          headers: { ...init?.headers, authorization: `Bearer ${token}` },
        }),
    },
  });
}
