import { createServer, IncomingMessage } from 'http';
import { AddressInfo } from 'net';

/** A request as the portal got it. */
export interface ReceivedRequest {
  method?: string;
  path: string;
  query: Record<string, string>;
  authorization?: string;
  contentType?: string;
  body: string;
}

/** What the portal answers: a status and a body, or nothing at all. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** The connection stays open without a word. */
  never?: boolean;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A real HTTP server on this machine that answers as it is told. */
export async function startPortal(
  answer: (request: ReceivedRequest) => Answer,
) {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://portal');
    const received: ReceivedRequest = {
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      authorization: request.headers.authorization,
      contentType: request.headers['content-type'],
      body: await bodyOf(request),
    };
    requests.push(received);
    const { status = 200, headers, body, never } = answer(received);
    if (never) {
      return;
    }
    response.writeHead(status, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
