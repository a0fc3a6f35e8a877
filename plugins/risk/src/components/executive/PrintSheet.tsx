import { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import { makeStyles } from '@material-ui/core/styles';

/** Stands on the body beside the portal, which is left out of the print. */
const PRINTED = 'product-risk-print-sheet';

const INK = '#1b1b1b';

/** Rules for the page itself, which styles of components cannot have. */
const PRINT_RULES = `
  @page { size: A4; margin: 14mm; }
  @media print {
    body > *:not(.${PRINTED}) { display: none !important; }
    html, body {
      overflow: visible !important;
      height: auto !important;
      padding: 0 !important;
      background: #fff !important;
    }
    .${PRINTED}, .${PRINTED} > *, .${PRINTED} [role="dialog"] {
      position: static !important;
      display: block !important;
      height: auto !important;
      max-height: none !important;
      overflow: visible !important;
      background: #fff !important;
      box-shadow: none !important;
    }
    .${PRINTED} > [aria-hidden="true"], .${PRINTED} > [data-test] {
      display: none !important;
    }
  }
`;

const useStyles = makeStyles(
  theme => ({
    tools: {
      display: 'flex',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
      padding: theme.spacing(2),
      '@media print': { display: 'none' },
    },
    // One sheet of paper, the same on the screen and in either theme.
    sheet: {
      boxSizing: 'border-box',
      width: 'min(182mm, 94vw)',
      margin: '0 auto 48px',
      padding: '12mm',
      background: '#fff',
      color: INK,
      fontSize: '11pt',
      lineHeight: 1.45,
      boxShadow: theme.shadows[3],
      '& a': { color: INK },
      '@media print': {
        width: '100%',
        margin: 0,
        padding: 0,
        boxShadow: 'none',
        '& a': { textDecoration: 'none' },
      },
    },
  }),
  { name: 'RiskPrintSheet' },
);

/** A sheet over the screen that prints as it stands there, and nothing else. */
export function PrintSheet(props: {
  label: string;
  /** Nothing can be printed before it is there. */
  ready: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { label, ready, onClose, children } = props;
  const classes = useStyles();
  return (
    <Dialog
      open
      fullScreen
      transitionDuration={0}
      className={PRINTED}
      onClose={onClose}
      PaperProps={{ 'aria-label': label }}
    >
      <style>{PRINT_RULES}</style>
      <div className={classes.tools}>
        <Button size="small" onClick={onClose}>
          Back to the report
        </Button>
        <Button
          size="small"
          variant="contained"
          color="primary"
          disabled={!ready}
          onClick={() => window.print()}
        >
          Print
        </Button>
      </div>
      <div className={classes.sheet}>{children}</div>
    </Dialog>
  );
}
