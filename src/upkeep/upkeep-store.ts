/** What one workspace keeps for its upkeep. Every method is atomic. */
export interface UpkeepStore {
  /** Whether a person wants to be asked nothing. */
  isMuted(userId: string): Promise<boolean>;
  mute(userId: string, now: number): Promise<void>;
  unmute(userId: string): Promise<void>;
}
