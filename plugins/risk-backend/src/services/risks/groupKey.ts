/**
 * Findings with the same key are one risk within a product: those that
 * instantiate one threat definition of one model; any other finding is a risk
 * of its own.
 */
export function groupKeyOf(finding: {
  id: string;
  model_id: string;
  definition_key: string | null;
}): string {
  return finding.definition_key === null
    ? `finding:${finding.id}`
    : `definition:${finding.model_id}:${finding.definition_key}`;
}
