/** What every command is given. It returns the exit code; what it can't do it throws an OperatorError for. */
export interface Io {
  /** Takes the result. */
  readonly out: (text: string) => void;
  /** Takes progress and mistakes. */
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
}
