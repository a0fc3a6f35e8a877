/** A readable UUID: `uuid(7)` ends in 7. */
export const uuid = (number: number) =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
