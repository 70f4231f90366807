/**
 * Whether a Host header names this machine itself. A page elsewhere can point a name of its own at
 * 127.0.0.1 and read our answers as its own; its requests still bear that name.
 */
export function isLoopbackHost(header: string | undefined): boolean {
  const name = URL.parse(`http://${header ?? ''}`)?.hostname;
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d+){3}$/.test(name ?? '');
}
