/** The time, as a parameter. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
