/** What is read of a reason; the rest tells nobody more. */
const LONGEST_REASON = 400;

/** Invisible marks, and those that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** A proxy's page, or what the client says where the server gave no reason. */
const NO_REASON = /^Request failed with|<\/?[a-z!][^>]*>/i;

/** By policy, which the words of a refusal tell already. */
const BY_POLICY = /^Not allowed: \S+ is missing$/;

/** Keys of the configuration, which people who run the portal look up. */
const CONFIG_KEY = /\s*\((?:risk|permission)\.[A-Za-z.]+\)/g;

/** Where in a request, such as "body.riskIds.0:". */
const PLACE = /\b(?:body|query|params)\.([A-Za-z]\w*)(?:\.[\w.]+)?(?=:)/g;

const inWords = (name: string) =>
  name.replace(/[A-Z]/g, letter => ` ${letter.toLocaleLowerCase('en-US')}`);

function cut(text: string): string {
  if (text.length <= LONGEST_REASON) return text;
  const start = text.slice(0, LONGEST_REASON);
  const end = start.lastIndexOf(' ');
  return `${end > 0 ? start.slice(0, end) : start}…`;
}

/**
 * The reason that a server gave, as a sentence for people: on one line, without
 * codes, of bounded length. Empty when it is none that tells them something.
 */
export function reasonOf(message: string): string {
  const text = message.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  if (NO_REASON.test(text) || BY_POLICY.test(text)) return '';
  return cut(
    text
      .replace(CONFIG_KEY, '')
      .replace(PLACE, (_place, name: string) => inWords(name)),
  );
}
