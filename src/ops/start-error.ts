/** Why the bot cannot start, told to whoever starts it. The message says how to mend it. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
  }
}
