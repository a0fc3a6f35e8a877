import { ResponseError } from '@backstage/errors';
import { Endpoint } from './endpoint';
import { endpoints } from './endpoints';
import { RiskApi } from './RiskApi';

/**
 * What the client needs of its surroundings: the discovery and fetch APIs of
 * a frontend, or their like in a service.
 * @public
 */
export interface RiskClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

interface CallInput {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

function pathOf(endpoint: Endpoint, params: Record<string, string> = {}) {
  return endpoint.path.replace(/:([a-zA-Z]+)/g, (_, name: string) =>
    encodeURIComponent(params[name]),
  );
}

function queryOf(query: Record<string, unknown> = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '') continue;
    search.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

async function call(
  { discoveryApi, fetchApi }: RiskClientOptions,
  endpoint: Endpoint,
  { params, query, body }: CallInput = {},
): Promise<unknown> {
  const baseUrl = await discoveryApi.getBaseUrl('risk');
  const binary = endpoint.body === 'binary';
  const headers: Record<string, string> = {};
  if (endpoint.body) {
    headers['Content-Type'] = binary
      ? 'application/octet-stream'
      : 'application/json';
  }
  const response = await fetchApi.fetch(
    `${baseUrl}${pathOf(endpoint, params)}${queryOf(query)}`,
    {
      method: endpoint.method.toUpperCase(),
      headers,
      ...(endpoint.body && {
        body: binary ? (body as BodyInit) : JSON.stringify(body),
      }),
    },
  );
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return endpoint.response === 'csv' ? response.text() : response.json();
}

/**
 * Creates a client with a method for each endpoint.
 * @public
 */
export function createRiskClient(options: RiskClientOptions): RiskApi {
  return Object.fromEntries(
    Object.entries(endpoints).map(([name, endpoint]) => [
      name,
      (input?: CallInput) => call(options, endpoint, input),
    ]),
  ) as unknown as RiskApi;
}
