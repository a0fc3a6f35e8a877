import { ReactNode } from 'react';
import {
  createTheme,
  getContrastRatio,
  ThemeProvider,
} from '@material-ui/core/styles';
import { renderHook } from '@testing-library/react';
import { levelsAndUnrated, useRiskPalette } from './useRiskPalette';

const AA_TEXT = 4.5;

describe.each([
  ['light', ['#ffffff', '#f5f5f5']],
  ['dark', ['#424242', '#333333', '#121212']],
] as const)('palette of the %s theme', (type, backgrounds) => {
  const theme = createTheme({ palette: { type } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ThemeProvider theme={theme}>{children}</ThemeProvider>
  );
  const palette = renderHook(() => useRiskPalette(), { wrapper }).result
    .current;

  it.each(levelsAndUnrated)('reads %s on every background', level => {
    for (const background of [...backgrounds, palette.levelTint[level]]) {
      expect(
        getContrastRatio(palette.level[level], background),
      ).toBeGreaterThanOrEqual(AA_TEXT);
    }
  });

  it('reads what is verified, not assessed or needs attention', () => {
    const { verified, notAssessed, surface, attention } = palette;
    expect(getContrastRatio(verified, backgrounds[0])).toBeGreaterThan(AA_TEXT);
    expect(getContrastRatio(notAssessed.text, surface)).toBeGreaterThan(
      AA_TEXT,
    );
    expect(
      getContrastRatio(attention.text, attention.background),
    ).toBeGreaterThan(AA_TEXT);
  });
});
