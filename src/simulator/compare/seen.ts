/** What one profile was shown under one catalog: how much, and which experiences. */
export class Seen {
  shows = 0
  /** Slots of the different experiences. */
  readonly experiences: number[] = []

  add(experience: number): void {
    this.shows += 1
    if (!this.experiences.includes(experience)) this.experiences.push(experience)
  }
}
