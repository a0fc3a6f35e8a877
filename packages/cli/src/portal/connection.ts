import { isIP } from 'net';
import {
  createRiskClient,
  RiskApi,
} from '@product-risk/backstage-plugin-risk-common';
import { Environment } from '../environment';
import { CommandError, exitCodes } from '../exitCodes';
import { explainFailure } from './explainFailure';

/** Options of every command that talks to a portal. */
export interface PortalOptions {
  url?: string;
  /** Seconds. */
  timeout: number;
}

const usage = (message: string) => new CommandError(exitCodes.usage, message);

function baseUrlOf(stated: string | undefined): URL {
  if (!stated) {
    throw usage(
      'The address of the portal is missing. Give --url, or set RISK_URL.',
    );
  }
  if (!URL.canParse(stated)) {
    throw usage(
      'The address of the portal is no URL. Write it as https://portal.example.com.',
    );
  }
  const url = new URL(stated);
  if (!['http:', 'https:'].includes(url.protocol)) {
    throw usage(
      'The address of the portal must begin with https:// or http://.',
    );
  }
  if (url.username || url.password) {
    throw usage(
      'The address of the portal holds credentials. Take them out; the token comes from RISK_TOKEN.',
    );
  }
  const path = url.pathname.replace(/\/+$/, '');
  return new URL(path.endsWith('/api/risk') ? path : `${path}/api/risk`, url);
}

const isLocal = ({ hostname }: URL) =>
  hostname === 'localhost' ||
  hostname === '[::1]' ||
  (isIP(hostname) === 4 && hostname.startsWith('127.'));

function tokenOf({ variables }: Environment): string {
  const token = variables.RISK_TOKEN?.trim();
  if (!token) {
    throw usage(
      'The token is missing. Set the environment variable RISK_TOKEN.',
    );
  }
  // fetch would name the token in its message about a wrong header.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw usage('RISK_TOKEN holds characters that no token has.');
  }
  return token;
}

/** Calls the API of a portal; its failures become messages with a remedy. */
export type CallPortal = <T>(call: (api: RiskApi) => Promise<T>) => Promise<T>;

/** Connects to the portal that the options and the environment name. */
export function connect(
  options: PortalOptions,
  environment: Environment,
): CallPortal {
  const baseUrl = baseUrlOf(options.url ?? environment.variables.RISK_URL);
  const token = tokenOf(environment);
  if (baseUrl.protocol === 'http:' && !isLocal(baseUrl)) {
    environment.err(
      'warning: the token travels unencrypted. Use the https address of the portal.\n',
    );
  }
  const api = createRiskClient({
    discoveryApi: { getBaseUrl: async () => baseUrl.href },
    fetchApi: {
      fetch: (input, init) =>
        fetch(input, {
          ...init,
          headers: { ...init?.headers, Authorization: `Bearer ${token}` },
          // Another address must not get the token, or a pushed model.
          redirect: 'error',
          signal: AbortSignal.timeout(options.timeout * 1000),
        }),
    },
  });
  return async call => {
    try {
      return await call(api);
    } catch (error) {
      throw explainFailure(error, baseUrl, options.timeout);
    }
  };
}
