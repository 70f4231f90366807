type Fetch = typeof fetch;

/** The same `fetch`, telling which of Slack's methods was called and which error it ended with. */
export function countCalls(
  fetch: Fetch,
  called: (method: string, error: string | undefined) => void,
): Fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const method = URL.parse(url)?.pathname.split('/').at(-1) ?? '';
    try {
      const response = await fetch(input, init);
      void errorOf(response.clone()).then((error) => {
        called(method, error);
      });
      return response;
    } catch (error) {
      called(method, 'unreachable');
      throw error;
    }
  };
}

async function errorOf(response: Response): Promise<string | undefined> {
  if (!response.ok) return `http_${response.status}`;
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  return typeof body.error === 'string' ? body.error : undefined;
}
