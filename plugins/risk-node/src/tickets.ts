import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * What a tracker says of a ticket.
 * @public
 */
export interface TicketState {
  title: string;
  state: 'open' | 'closed';
}

/**
 * Keeps tickets beside source code: creates them and knows their state.
 * @public
 */
export interface TicketTracker {
  /** Unique, such as `github`. */
  id: string;
  /** Its name for people. */
  title: string;
  /**
   * The project whose tickets are about what lies at a location, or undefined
   * for a location that is not this tracker's.
   *
   * @param location - URL of a file or folder in source control, as the
   * catalog has an entity from it
   */
  projectOf(location: string): string | undefined;
  /**
   * @throws when the tracker does not take it; the message goes to the user
   */
  create(
    project: string,
    ticket: { title: string; body: string },
  ): Promise<TicketState & { url: string }>;
  /**
   * @param url - as somebody linked it: anything
   * @returns undefined when this is no ticket of the project. Nothing may be
   * requested then.
   * @throws when the state cannot be read; the message goes to the user
   */
  read(project: string, url: string): Promise<TicketState | undefined>;
}

/**
 * Connects ticket trackers.
 * @public
 */
export interface RiskTicketsExtensionPoint {
  /** @throws ConflictError when a tracker of this id is there already. */
  addTracker(tracker: TicketTracker): void;
}

/**
 * @public
 */
export const riskTicketsExtensionPoint =
  createExtensionPoint<RiskTicketsExtensionPoint>({ id: 'risk.tickets' });
