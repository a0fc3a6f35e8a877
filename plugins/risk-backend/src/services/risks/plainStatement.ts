/** What a risk is about, as far as files tell. */
export interface StatementFacts {
  /** STRIDE letters, the first one in this order counts. */
  stride: string;
  /** Names of the elements or entities it concerns. */
  places: readonly string[];
  /** Title of its findings, said when no STRIDE letter tells more. */
  title: string;
}

const sentences: Record<string, (place: string) => string> = {
  S: place => `Someone could pose as another user or system at ${place}.`,
  T: place => `Someone could change what they must not change at ${place}.`,
  R: place => `Someone could act at ${place} and deny it afterwards.`,
  I: place => `Someone could read what is not meant for them at ${place}.`,
  D: place => `Someone could make ${place} unavailable.`,
  E: place => `Someone could do more than they are allowed to at ${place}.`,
};

function placeOf(places: readonly string[]): string {
  const names = [...new Set(places.map(place => place.trim()))]
    .filter(Boolean)
    .sort();
  if (names.length === 0) return 'this system';
  if (names.length === 1) return names[0];
  const others = names.length - 1;
  return `${names[0]} and ${others} other ${others === 1 ? 'place' : 'places'}`;
}

/**
 * A first sentence about a risk in plain words, until a person words it.
 */
export function plainStatement(facts: StatementFacts): string {
  const place = placeOf(facts.places);
  const sentence = sentences[facts.stride.charAt(0)];
  return sentence
    ? sentence(place)
    : `${facts.title.trim().replace(/[.!?]+$/, '')}, at ${place}.`;
}
