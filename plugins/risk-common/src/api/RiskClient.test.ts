import { createRiskClient } from './RiskClient';

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

function setUp(response: Response) {
  const fetch = jest.fn<Promise<Response>, Parameters<typeof global.fetch>>(
    async () => response,
  );
  const client = createRiskClient({
    discoveryApi: { getBaseUrl: async id => `http://host/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

const pay = { kind: 'component', namespace: 'default', name: 'pay/ments' };

describe('the client', () => {
  it('fills the path and escapes it', async () => {
    const { client, fetch } = setUp(json({ assessed: false }));

    const answer = await client.getEntityRisk({ params: pay });

    expect(answer.assessed).toBe(false);
    expect(fetch).toHaveBeenCalledWith(
      'http://host/api/risk/entities/component/default/pay%2Fments',
      { method: 'GET', headers: {} },
    );
  });

  it('joins lists and leaves out what is not set', async () => {
    const { client, fetch } = setUp(json({ items: [] }));

    await client.listEntityFindings({
      params: pay,
      query: { status: ['open', 'accepted'], search: '', limit: 5 },
    });

    const [[url]] = fetch.mock.calls;
    expect(String(url)).toContain('/findings?status=open%2Caccepted&limit=5');
  });

  it('sends JSON', async () => {
    const { client, fetch } = setUp(json({}));

    await client.rateRisk({
      params: { id: 'r' },
      body: { likelihood: 3, impact: 4 },
    });

    expect(fetch).toHaveBeenCalledWith('http://host/api/risk/risks/r/ratings', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"likelihood":3,"impact":4}',
    });
  });

  it('sends the bytes of a file as they are', async () => {
    const { client, fetch } = setUp(json({}));
    const body = new Uint8Array([0, 255]);

    await client.importFile({
      params: pay,
      query: { fileName: 'a b.json' },
      body,
    });

    const [[url, init]] = fetch.mock.calls;
    expect(String(url)).toContain('/imports?fileName=a+b.json');
    expect(init?.body).toBe(body);
    expect(init?.headers).toEqual({
      'Content-Type': 'application/octet-stream',
    });
  });

  it('answers CSV as text', async () => {
    const { client } = setUp(new Response('a,b\r\n'));

    await expect(client.exportProducts()).resolves.toBe('a,b\r\n');
  });

  it('rejects with what the backend says', async () => {
    const { client } = setUp(
      json(
        {
          error: {
            name: 'UnprocessableError',
            message: 'model.json: a comma is missing',
            details: { line: 3 },
          },
          response: { statusCode: 422 },
        },
        422,
      ),
    );

    const refusal = client.importFile({
      params: pay,
      query: { fileName: 'model.json' },
      body: new Uint8Array(),
    });

    await expect(refusal).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 422,
      body: { error: { details: { line: 3 } } },
    });
  });
});
