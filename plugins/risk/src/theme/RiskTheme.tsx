import { ReactNode } from 'react';
import { Theme, ThemeProvider } from '@material-ui/core/styles';

/**
 * Secondary text as dark as contrast AA asks for: the light theme of Backstage
 * has 4.47 to 1 on the ground of a page, where 4.5 is needed.
 */
const LIGHT_SECONDARY = 'rgba(0, 0, 0, 0.62)';

const withReadableText = (theme: Theme): Theme =>
  theme.palette.type === 'dark'
    ? theme
    : {
        ...theme,
        palette: {
          ...theme.palette,
          text: { ...theme.palette.text, secondary: LIGHT_SECONDARY },
        },
      };

/** The theme of the portal, readable wherever the plugin writes. */
export function RiskTheme({ children }: { children: ReactNode }) {
  return <ThemeProvider theme={withReadableText}>{children}</ThemeProvider>;
}
