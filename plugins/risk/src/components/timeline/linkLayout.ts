import { TimelineLink } from '@product-risk/backstage-plugin-risk-common';
import { MARK, PlacedMark, ROW, widthOf } from './layout';
import { slackWords } from './timelineWords';

const REACH = MARK + 3;
const HEAD = 5;
const PILL_HEIGHT = 18;
const PILL_PADDING = 6;
const BESIDE = 8;
/** Places along a link for its words, the best first. */
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];

interface Point {
  x: number;
  y: number;
}

/** A rectangle by its middle. */
interface Box extends Point {
  width: number;
  height: number;
}

/** Where a link is drawn, and where its words are. */
export interface PlacedLink {
  link: TimelineLink;
  path: string;
  head: string;
  words: string;
  pill: Box;
}

/** The four points of the curve from one mark to another. */
function curveOf(
  from: Pick<PlacedMark, 'x' | 'y'>,
  to: Pick<PlacedMark, 'left' | 'x' | 'y'>,
) {
  const sameRow = from.y === to.y;
  const side = Math.sign(to.y - from.y) || 1;
  const arrival = sameRow ? -1 : side;
  const start = { x: from.x, y: from.y + side * REACH };
  const end = {
    // A bar begins on its left.
    x: Math.min(to.left + MARK, to.x),
    y: to.y - arrival * (REACH + HEAD),
  };
  const bend = sameRow ? from.y + ROW : (start.y + end.y) / 2;
  return { start, end, bend, arrival };
}

type Curve = ReturnType<typeof curveOf>;

function pointOn({ start, end, bend }: Curve, t: number): Point {
  const s = 1 - t;
  const mix = (a: number, b: number, c: number, d: number) =>
    s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
  return {
    x: mix(start.x, start.x, end.x, end.x),
    y: mix(start.y, bend, bend, end.y),
  };
}

const overlap = (a: Box, b: Box) =>
  Math.max(0, (a.width + b.width) / 2 - Math.abs(a.x - b.x)) *
  Math.max(0, (a.height + b.height) / 2 - Math.abs(a.y - b.y));

/** What words must not lie on: marks, and less so the labels beside them. */
function obstaclesOf(marks: readonly PlacedMark[]): Box[] {
  return marks.flatMap(({ x, y, label }) => {
    const size = 2 * MARK + 2;
    const mark = { x, y, width: size, height: size };
    if (!label) return [mark];
    const width = widthOf(label.text);
    const side = label.anchor === 'start' ? 1 : -1;
    return [
      mark,
      { x: label.x + (side * width) / 2, y, width, height: size - 2 },
    ];
  });
}

/** Places links with their words where they cover least of anything else. */
export function placeLinks(
  links: readonly { link: TimelineLink; from: PlacedMark; to: PlacedMark }[],
  marks: readonly PlacedMark[],
  width: number,
): PlacedLink[] {
  const taken = obstaclesOf(marks);
  return links.map(({ link, from, to }) => {
    const curve = curveOf(from, to);
    const { start, end, bend, arrival } = curve;
    const words = `${link.slackDays < 0 ? '✕ ' : ''}${slackWords(
      link.slackDays,
    )}`;
    const size = {
      width: widthOf(words) + 2 * PILL_PADDING,
      height: PILL_HEIGHT,
    };
    const middle = pointOn(curve, 0.5);
    const aside = size.width / 2 + BESIDE;
    const places: Point[] = [
      ...ALONG.map(t => pointOn(curve, t)),
      { x: Math.min(start.x, end.x) - aside, y: middle.y },
      { x: Math.max(start.x, end.x) + aside, y: middle.y },
    ];
    const [pill] = places
      .map((place, order) => {
        const x = Math.min(
          Math.max(place.x, size.width / 2),
          width - size.width / 2,
        );
        const box = { x, y: place.y, ...size };
        const covered = taken.reduce((sum, one) => sum + overlap(box, one), 0);
        return { box, covered, order };
      })
      .sort((a, b) => a.covered - b.covered || a.order - b.order)
      .map(({ box }) => box);
    taken.push(pill);
    return {
      link,
      path: `M${start.x},${start.y} C${start.x},${bend} ${end.x},${bend} ${end.x},${end.y}`,
      head: `M${end.x - HEAD},${end.y} h${2 * HEAD} L${end.x},${
        end.y + arrival * HEAD
      } Z`,
      words,
      pill,
    };
  });
}
