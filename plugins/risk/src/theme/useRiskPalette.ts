import { useTheme } from '@material-ui/core/styles';

/** A level of the scale, or a risk without an estimate. */
export type LevelOrUnrated = 'critical' | 'high' | 'medium' | 'low' | 'unrated';

/** From worst to least; unknown last. */
export const levelsAndUnrated: readonly LevelOrUnrated[] = [
  'critical',
  'high',
  'medium',
  'low',
  'unrated',
];

/** Colours of the plugin in the current theme. */
export interface RiskPalette {
  /** Contrast AA on the page's background, as text and as shape. */
  level: Record<LevelOrUnrated, string>;
  /** Faint backgrounds behind a level. */
  levelTint: Record<LevelOrUnrated, string>;
  /** Only for what is verified or within budget. */
  verified: string;
  /** Text of what is not assessed, and its hatched background. */
  notAssessed: { text: string; background: string };
  rule: string;
  surface: string;
  bar: string;
  attention: { text: string; background: string; border: string };
}

const hatched = (stripe: string, ground: string) =>
  `repeating-linear-gradient(135deg, ${ground} 0 5px, ${stripe} 5px 6px)`;

const light: RiskPalette = {
  level: {
    critical: '#8e1220',
    high: '#b34700',
    medium: '#7d6000',
    low: '#46586d',
    unrated: '#5c6269',
  },
  levelTint: {
    critical: '#fbe9ea',
    high: '#fdeee2',
    medium: '#fcf4d6',
    low: '#eaeff4',
    unrated: '#f0f1f2',
  },
  verified: '#1a6e38',
  notAssessed: { text: '#53585e', background: hatched('#c9cdd2', '#f3f4f5') },
  rule: '#d8dce0',
  surface: '#f7f8f9',
  bar: '#5b7083',
  attention: { text: '#5f3a00', background: '#fff6e5', border: '#c77f12' },
};

const dark: RiskPalette = {
  level: {
    critical: '#ff9d96',
    high: '#ffb877',
    medium: '#f3d463',
    low: '#b4c5d8',
    unrated: '#c0c4c9',
  },
  levelTint: {
    critical: '#5a2b2d',
    high: '#573a22',
    medium: '#4e4520',
    low: '#3b4854',
    unrated: '#4a4c4f',
  },
  verified: '#8fdba6',
  notAssessed: { text: '#d0d3d6', background: hatched('#6a6d70', '#474849') },
  rule: '#5b5e61',
  surface: '#383a3b',
  bar: '#9fb4c8',
  attention: { text: '#ffe2b0', background: '#4a3d26', border: '#d99a35' },
};

/**
 * Hues that survive colour blindness: they differ in brightness too, and never
 * stand alone (see `LevelMark`).
 */
export function useRiskPalette(): RiskPalette {
  return useTheme().palette.type === 'dark' ? dark : light;
}
