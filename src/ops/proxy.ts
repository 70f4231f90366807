import http from 'node:http';

type Env = Readonly<Record<string, string | undefined>>;

export interface ProxySettings {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

/** Where requests to the outside go through; undefined when they go straight. */
export function readProxy(env: Env): ProxySettings | undefined {
  const read = (name: string): string | undefined =>
    [env[name.toLowerCase()], env[name]].find((value) => value?.trim());
  const httpProxy = read('HTTP_PROXY');
  const httpsProxy = read('HTTPS_PROXY');
  if (httpProxy === undefined && httpsProxy === undefined) return undefined;
  const noProxy = read('NO_PROXY');
  return {
    ...(httpProxy !== undefined && { httpProxy }),
    ...(httpsProxy !== undefined && { httpsProxy }),
    ...(noProxy !== undefined && { noProxy }),
  };
}

/** For this whole process: `fetch` and Node's own clients ask the proxy from now on, if there is one. */
export function useProxy(env: Env): void {
  const proxy = readProxy(env);
  if (proxy === undefined) return;
  const { httpProxy, httpsProxy, noProxy } = proxy;
  http.setGlobalProxyFromEnv({ http_proxy: httpProxy, https_proxy: httpsProxy, no_proxy: noProxy });
}
