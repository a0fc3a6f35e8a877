/** A number with its noun: `1 element`, `2 elements`. */
export const counted = (count: number, noun: string) =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;
