// Below this the sum of logarithms is kept in a table: exact to the last digit
// or two, where Stirling's series would still be visibly off.
const TABLE_SIZE = 256;

const table: readonly number[] = (() => {
  const values = [0];
  // Kahan summation, so that the errors of 256 additions do not pile up.
  let sum = 0;
  let carry = 0;
  for (let n = 1; n < TABLE_SIZE; n++) {
    const term = Math.log(n) - carry;
    const next = sum + term;
    carry = next - sum - term;
    sum = next;
    values.push(sum);
  }
  return values;
})();

/**
 * `ln(n!)` for a whole number `n >= 0`. Beyond the table by Stirling's series
 * (Abramowitz and Stegun 1964, 6.1.41), whose first term left out is below
 * 1e-19 there.
 */
export function logFactorial(n: number): number {
  if (n < TABLE_SIZE) {
    return table[n];
  }
  const inverse = 1 / n;
  const square = inverse * inverse;
  return (
    (n + 0.5) * Math.log(n) -
    n +
    0.5 * Math.log(2 * Math.PI) +
    inverse *
      (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))
  );
}

/** `ln(n over k)` for whole numbers 0 <= k <= n. */
export function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}
