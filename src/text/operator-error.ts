/** For whoever runs Guidepost, and no fault of the program. The message says how to mend it. */
export class OperatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** What somebody wrote down to be followed can't be. The message lists every problem with its mend. */
export class InvalidSettingsError extends OperatorError {
  readonly problems: readonly string[];

  /** @param see where all that may be written is explained */
  constructor(what: string, problems: readonly string[], see: string) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    super(`Guidepost can't start with these ${what}:\n${list}\n${see}`);
    this.problems = problems;
  }
}
