/** Warnings on the file as a whole that its number of findings calls for. */
export function fileWarnings(findings: number, isUniform = false): string[] {
  if (findings === 0) {
    return ['not-an-assessment'];
  }
  return isUniform ? ['uniform-ratings'] : [];
}
