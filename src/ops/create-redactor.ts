/** Slack's tokens, wherever they turn up. */
const tokenPattern = /\b(?:xox[a-z]|xapp|xwfp)-[\w-]+/gi;
const passwordInAddress = /(:\/\/[^\s/@:]*:)[^\s/]+(?=@)/g;
const passwordInSettings = /\b(password=)(?:'[^']*'|[^\s&'"]+)/gi;
const secretName = /password|secret|token|connectionstring|authorization/i;
const redacted = '[redacted]';
/** Whatever holds none of these holds nothing to redact but the given secrets. */
const suspicious = /xox|xapp|xwfp|:\/\/|password|secret|token|connectionstring|authorization/i;

/**
 * A shorter secret may be an everyday word or a number, such as a password "guidepost" or "30". To
 * strike it out of any text would tell more than it hides; it goes where it stands as a value.
 */
const minCharsInText = 12;

/** The same for a line of JSON. Most lines have nothing of the kind, and are not taken apart. */
export function createLineRedactor(secrets: readonly string[]): (line: string) => string {
  const redact = createRedactor(secrets);
  const asWritten = secrets.map((secret) => JSON.stringify(secret).slice(1, -1));
  return (line) =>
    suspicious.test(line) || asWritten.some((secret) => line.includes(secret))
      ? `${JSON.stringify(redact(JSON.parse(line)))}\n`
      : line;
}

/**
 * Takes secrets out of what JSON can hold: the values of names that stand for secrets, passwords in
 * addresses, everything that looks like one of Slack's tokens, and the given secrets themselves.
 */
export function createRedactor(secrets: readonly string[]): (value: unknown) => unknown {
  const whole = new Set(secrets);
  const inText = secrets.filter((secret) => secret.length >= minCharsInText);

  function redactText(text: string): string {
    if (whole.has(text)) return redacted;
    return inText
      .reduce((rest, secret) => rest.replaceAll(secret, redacted), text)
      .replaceAll(passwordInAddress, `$1${redacted}`)
      .replaceAll(passwordInSettings, `$1${redacted}`)
      .replaceAll(tokenPattern, redacted);
  }

  function redact(value: unknown): unknown {
    if (typeof value === 'string') return redactText(value);
    if (Array.isArray(value)) return value.map(redact);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, held]) => [
        redactText(name),
        secretName.test(name) && typeof held === 'string' ? redacted : redact(held),
      ]),
    );
  }

  return redact;
}
