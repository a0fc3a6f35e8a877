/** Appends one step to a JSON Pointer (RFC 6901). */
export function appendPointer(pointer: string, step: string | number): string {
  const text = String(step);
  return /[~/]/.test(text)
    ? `${pointer}/${text.replace(/~/g, '~0').replace(/\//g, '~1')}`
    : `${pointer}/${text}`;
}

/** The steps of a JSON Pointer; none for the document itself. */
export function pointerSteps(pointer: string): string[] {
  if (pointer === '') {
    return [];
  }
  const steps = pointer.slice(1).split('/');
  return pointer.includes('~')
    ? steps.map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'))
    : steps;
}
