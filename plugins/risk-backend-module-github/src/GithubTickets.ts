import {
  GithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import {
  TicketState,
  TicketTracker,
} from '@product-risk/backstage-plugin-risk-node';
import { z } from 'zod';

interface GithubTicketsOptions {
  integrations: ScmIntegrationRegistry;
  credentials: GithubCredentialsProvider;
}

const TIMEOUT_MS = 10_000;

/** What is read of an issue, as GitHub's REST API documents it. */
const issueSchema = z.object({
  html_url: z.string(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
});

const remedies: Record<number, string> = {
  401: 'the token of integrations.github is not accepted',
  403: 'the token of integrations.github may not do this, or too much was asked of GitHub',
  404: 'there is no such issue or repository, or the token of integrations.github may not see it',
  410: 'issues are switched off in this repository',
  422: 'GitHub finds the issue invalid',
  429: 'too much was asked of GitHub',
};

/** Owner and name of the repository in a URL of a file, folder or issue. */
function repositoryOf(url: URL): { owner: string; name: string } | undefined {
  const [, owner, name] =
    /^\/([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+)\/(?:tree|blob|edit|raw|issues)\//.exec(
      url.pathname,
    ) ?? [];
  return owner && name ? { owner, name } : undefined;
}

const sameText = (a: string, b: string) =>
  a.toLocaleLowerCase('en-US') === b.toLocaleLowerCase('en-US');

/**
 * Issues of the repositories that the portal has an integration for. Projects
 * are repository URLs.
 */
export class GithubTickets implements TicketTracker {
  readonly id = 'github';
  readonly title = 'GitHub';
  readonly #options: GithubTicketsOptions;

  constructor(options: GithubTicketsOptions) {
    this.#options = options;
  }

  projectOf(location: string): string | undefined {
    if (!URL.canParse(location)) return undefined;
    const url = new URL(location);
    const repository = repositoryOf(url);
    return repository && this.#integrationOf(url.href)
      ? `${url.origin}/${repository.owner}/${repository.name}`
      : undefined;
  }

  async create(
    project: string,
    ticket: { title: string; body: string },
  ): Promise<TicketState & { url: string }> {
    const { html_url, title, state } = await this.#call(project, '/issues', {
      method: 'POST',
      body: JSON.stringify(ticket),
    });
    return { url: html_url, title, state };
  }

  async read(project: string, url: string): Promise<TicketState | undefined> {
    if (!URL.canParse(url)) return undefined;
    const { href, pathname } = new URL(url);
    const [, number] = /\/issues\/([1-9]\d{0,9})$/.exec(pathname) ?? [];
    const other = this.projectOf(href);
    if (!number || other === undefined || !sameText(other, project)) {
      return undefined;
    }
    const { title, state } = await this.#call(project, `/issues/${number}`, {});
    return { title, state };
  }

  #integrationOf(url: string) {
    return this.#options.integrations.github.byUrl(url)?.config;
  }

  async #call(project: string, path: string, init: RequestInit) {
    const config = this.#integrationOf(project);
    if (!config?.apiBaseUrl) {
      throw new Error(
        `integrations.github has no entry for ${new URL(project).host}`,
      );
    }
    const { headers } = await this.#options.credentials.getCredentials({
      url: project,
    });
    const response = await fetch(
      `${config.apiBaseUrl}/repos${new URL(project).pathname}${path}`,
      {
        ...init,
        headers: {
          ...headers,
          Accept: 'application/vnd.github+json',
          'X-GitHub-Api-Version': '2022-11-28',
          ...(init.body && { 'Content-Type': 'application/json' }),
        },
        // A renamed repository answers elsewhere: the token stays here.
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    );
    if (!response.ok) {
      const isMoved = response.status >= 300 && response.status < 400;
      const reason = isMoved
        ? 'the repository or issue has moved'
        : remedies[response.status] ?? 'GitHub failed';
      throw new Error(`HTTP ${response.status}: ${reason}`);
    }
    const issue = issueSchema.safeParse(await response.json());
    if (!issue.success) throw new Error('GitHub answered with no issue');
    return issue.data;
  }
}
