import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import {
  ElementChoice,
  ImportPreview,
} from '@product-risk/backstage-plugin-risk-common';
import { useAction, useEntityParams, useRiskApi } from '../../../hooks';
import { ErrorState, SkeletonLines } from '../../primitives';
import { useChanged } from '../RefreshContext';
import { FileDrop } from './FileDrop';
import { PreviewText } from './PreviewText';

const useStyles = makeStyles(
  theme => ({
    content: {
      ...theme.typography.body2,
      display: 'grid',
      gap: theme.spacing(2),
      alignContent: 'start',
      minHeight: 200,
    },
  }),
  { name: 'RiskImportDialog' },
);

/** How a file is imported, as chosen in the preview. */
interface Choices {
  movedFrom?: string;
  mappings?: ElementChoice[];
}

interface Previewed extends Choices {
  file: File;
  preview: ImportPreview;
  /** What was to be decided before anything was. */
  proposed: ImportPreview['proposed'];
}

const choicesOf = ({ movedFrom, mappings }: Previewed): Choices => ({
  movedFrom,
  mappings,
});

const queryOf = (file: File, { movedFrom, mappings }: Choices) => ({
  fileName: file.name,
  movedFrom,
  ...(mappings?.length && { mappings: JSON.stringify(mappings) }),
});

/** Choose a file, see what importing it would change, then apply. */
export function ImportDialog(props: {
  entityRef: string;
  onClose: () => void;
}) {
  const { entityRef, onClose } = props;
  const classes = useStyles();
  const titleId = useId();
  const api = useRiskApi();
  const params = useEntityParams(entityRef);
  const changed = useChanged();
  const [previewed, setPreviewed] = useState<Previewed>();
  const [confirming, setConfirming] = useState(false);

  const look = useAction(async (file: File, choices: Choices = {}) => {
    const preview = await api.previewImport({
      params,
      query: queryOf(file, choices),
      body: file,
    });
    setPreviewed(before => ({
      ...choices,
      file,
      preview,
      proposed: before?.proposed ?? preview.proposed,
    }));
  });
  const apply = useAction(async ({ file, ...choices }: Previewed) => {
    await api.importFile({
      params,
      query: {
        ...queryOf(file, choices),
        ...(confirming && { confirmCategories: 'suggested' as const }),
      },
      body: file,
    });
    changed();
    onClose();
  });
  const choose = (file: File) => {
    setPreviewed(undefined);
    setConfirming(false);
    apply.reset();
    look.run(file);
  };
  const busy = look.running || apply.running;

  return (
    <Dialog
      open
      onClose={busy ? undefined : onClose}
      fullWidth
      maxWidth="md"
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>Import a threat model</DialogTitle>
      <DialogContent className={classes.content}>
        <FileDrop
          chosen={previewed?.file.name}
          disabled={busy}
          onFile={choose}
        />
        {look.running && !previewed && (
          <SkeletonLines label="Reading the file" />
        )}
        {look.error && <ErrorState error={look.error} />}
        {previewed && (
          <PreviewText
            preview={previewed.preview}
            proposed={previewed.proposed}
            movedFrom={previewed.movedFrom}
            mappings={previewed.mappings ?? []}
            confirmCategories={confirming}
            disabled={busy}
            onConfirmCategories={setConfirming}
            onMovedFrom={movedFrom =>
              look.run(previewed.file, { ...choicesOf(previewed), movedFrom })
            }
            onMappings={mappings =>
              look.run(previewed.file, { ...choicesOf(previewed), mappings })
            }
          />
        )}
        {apply.error && <ErrorState error={apply.error} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={apply.running}>
          Cancel
        </Button>
        <Button
          variant="contained"
          color="primary"
          disabled={!previewed || busy}
          onClick={() => previewed && apply.run(previewed)}
        >
          {applyLabel(previewed?.preview, apply.running)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function applyLabel(preview: ImportPreview | undefined, running: boolean) {
  if (running) return 'Importing…';
  return preview?.quarantine ? 'Import and hold back' : 'Import';
}
