/** Elements that end a line of text; the others vanish without a trace. */
const breaking = new Set([
  'address',
  'article',
  'blockquote',
  'br',
  'dd',
  'div',
  'dl',
  'dt',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'main',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'td',
  'th',
  'tr',
  'ul',
]);

/** Elements whose content is no text for a reader. */
const silent = new Set(['script', 'style', 'template', 'noscript', 'iframe']);

/** Elements that only style or embed. */
const inline = new Set([
  'a',
  'abbr',
  'audio',
  'b',
  'base',
  'bdi',
  'bdo',
  'big',
  'body',
  'button',
  'canvas',
  'caption',
  'center',
  'cite',
  'code',
  'col',
  'data',
  'del',
  'details',
  'dfn',
  'dialog',
  'em',
  'embed',
  'figcaption',
  'figure',
  'font',
  'form',
  'frame',
  'frameset',
  'head',
  'html',
  'i',
  'img',
  'input',
  'ins',
  'kbd',
  'label',
  'legend',
  'link',
  'map',
  'mark',
  'marquee',
  'math',
  'meta',
  'nav',
  'nobr',
  'object',
  'option',
  'param',
  'picture',
  'q',
  's',
  'samp',
  'select',
  'small',
  'source',
  'span',
  'strike',
  'strong',
  'sub',
  'summary',
  'sup',
  'svg',
  'tbody',
  'textarea',
  'tfoot',
  'thead',
  'time',
  'title',
  'tt',
  'u',
  'var',
  'video',
  'wbr',
]);

const namedEntities = new Map<string, string>(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    copy: '©',
    reg: '®',
    trade: '™',
    hellip: '…',
    mdash: '—',
    ndash: '–',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    bull: '•',
    middot: '·',
    rarr: '→',
    larr: '←',
    harr: '↔',
    times: '×',
    deg: '°',
    euro: '€',
    pound: '£',
    yen: '¥',
    sect: '§',
    para: '¶',
    auml: 'ä',
    ouml: 'ö',
    uuml: 'ü',
    Auml: 'Ä',
    Ouml: 'Ö',
    Uuml: 'Ü',
    szlig: 'ß',
    eacute: 'é',
    egrave: 'è',
    agrave: 'à',
    ccedil: 'ç',
    ntilde: 'ñ',
    le: '≤',
    ge: '≥',
    ne: '≠',
    shy: '',
    zwnj: '',
    zwj: '',
  }),
);

function decodeEntity(whole: string, body: string): string {
  if (!body.startsWith('#')) {
    return namedEntities.get(body) ?? whole;
  }
  const isHex = body[1] === 'x' || body[1] === 'X';
  const codePoint = parseInt(body.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  const isText =
    codePoint > 0 &&
    codePoint <= 0x10ffff &&
    !(codePoint >= 0xd800 && codePoint <= 0xdfff);
  return isText ? String.fromCodePoint(codePoint) : '';
}

const decodeEntities = (text: string) =>
  text.replace(
    /&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,6});/g,
    decodeEntity,
  );

const tagName = /\/?([a-zA-Z][a-zA-Z0-9]*)/y;

/** Removes HTML elements and comments in one pass over the text. */
function removeTags(text: string): string {
  let result = '';
  let position = 0;
  let lowerCase: string | undefined;
  // Once no closing sign is left, looking for it again would be quadratic.
  const exhausted = new Set<string>();
  const find = (sign: string, from: number): number => {
    if (exhausted.has(sign)) {
      return -1;
    }
    lowerCase ??= text.toLowerCase();
    const found = (lowerCase.length === text.length ? lowerCase : text).indexOf(
      sign,
      from,
    );
    if (found === -1) {
      exhausted.add(sign);
    }
    return found;
  };

  for (;;) {
    const start = text.indexOf('<', position);
    if (start === -1) {
      return result + text.slice(position);
    }
    result += text.slice(position, start);
    position = start;

    if (text.startsWith('<!--', start)) {
      const end = find('-->', start + 4);
      position = end === -1 ? text.length : end + 3;
      continue;
    }
    tagName.lastIndex = start + 1;
    const name = tagName.exec(text)?.[1].toLowerCase();
    const isElement =
      name !== undefined &&
      (breaking.has(name) || silent.has(name) || inline.has(name));
    const end = isElement ? find('>', start) : -1;
    if (!isElement || end === -1) {
      result += '<';
      position += 1;
      continue;
    }
    position = end + 1;
    if (breaking.has(name)) {
      result += '\n';
    } else if (silent.has(name) && text[start + 1] !== '/') {
      const close = find(`</${name}`, position);
      position = close === -1 ? position : close;
    }
  }
}

/** Most texts hold nothing of what is removed or replaced. */
// eslint-disable-next-line no-control-regex
const needsWork = /[<&\u0000-\u001f\u007f-\u00a0]| {2}/;

/**
 * Plain text of a text that may hold HTML: known elements are removed, entities
 * decoded, and what still looks like the start of a tag (`List<String>`) gets a
 * space, so that no consumer can ever take the result for markup. Keeps line
 * breaks, drops control characters.
 */
export function plainText(text: string): string {
  if (!needsWork.test(text)) {
    return text.trim();
  }
  let result = text;
  if (result.includes('<')) {
    result = removeTags(result);
  }
  if (result.includes('&')) {
    // Entities may hide a second layer of markup.
    result = removeTags(decodeEntities(result));
  }
  return (
    result
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
      .replace(/<(?=[a-zA-Z/!?])/g, '< ')
      .replace(/[ \t\u00a0]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

/** {@link plainText} on a single line, for titles, names and labels. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}
