import { ConflictError } from '@backstage/errors';
import {
  RiskTicketsExtensionPoint,
  TicketTracker,
} from '@product-risk/backstage-plugin-risk-node';

/** A tracker with the project that tickets about something belong to. */
export interface TrackedIn {
  tracker: TicketTracker;
  project: string;
}

/** The trackers that modules connect. */
export class TicketTrackers implements RiskTicketsExtensionPoint {
  readonly #trackers = new Map<string, TicketTracker>();

  addTracker(tracker: TicketTracker): void {
    if (this.#trackers.has(tracker.id)) {
      throw new ConflictError(
        `A ticket tracker with the id "${tracker.id}" is there already`,
      );
    }
    this.#trackers.set(tracker.id, tracker);
  }

  ids(): string[] {
    return [...this.#trackers.keys()];
  }

  byId(id: string): TicketTracker | undefined {
    return this.#trackers.get(id);
  }

  /** Where tickets about what lies at some locations are kept, each once. */
  projectsOf(locations: readonly string[]): TrackedIn[] {
    const found = new Map<string, TrackedIn>();
    for (const tracker of this.#trackers.values()) {
      for (const location of locations) {
        const project = tracker.projectOf(location);
        if (project !== undefined) {
          found.set(`${tracker.id} ${project}`, { tracker, project });
        }
      }
    }
    return [...found.values()];
  }
}
