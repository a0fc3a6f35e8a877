import { useState } from 'react';
import Button from '@material-ui/core/Button';
import ListSubheader from '@material-ui/core/ListSubheader';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import {
  ExportFormat,
  ModelExport,
  ModelSummary,
} from '@product-risk/backstage-plugin-risk-common';
import { useAction, useRiskApi } from '../../../hooks';
import { optionsOf, saveFile } from '../../primitives';
import { DownloadReport } from './DownloadReport';

const formats: Record<ExportFormat, string> = {
  native: 'Product Risk (product-risk.yaml)',
  otm: 'Open Threat Model (OTM)',
  'threat-dragon-v2': 'Threat Dragon 2',
  csv: 'CSV, a row a finding',
};

/** Takes a model out of the portal, with what people decided since it came in. */
export function DownloadMenu({ models }: { models: readonly ModelSummary[] }) {
  const api = useRiskApi();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const [chosen, setChosen] = useState<ModelSummary>();
  const [saved, setSaved] = useState<ModelExport>();
  const model = models.length === 1 ? models[0] : chosen;
  const close = () => {
    setAnchor(undefined);
    setChosen(undefined);
  };
  const save = useAction(async (id: string, format: ExportFormat) => {
    const file = await api.exportModel({ params: { id }, query: { format } });
    saveFile(file.text, file.fileName, file.mediaType);
    setSaved(file);
  });
  if (models.length === 0) return null;
  return (
    <>
      <Button
        variant="outlined"
        size="medium"
        style={{ whiteSpace: 'nowrap' }}
        aria-haspopup="menu"
        disabled={save.running}
        onClick={event => setAnchor(event.currentTarget)}
      >
        Download as…
      </Button>
      <Menu
        open={anchor !== undefined}
        anchorEl={anchor}
        getContentAnchorEl={null}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        onClose={close}
        MenuListProps={{ 'aria-label': model ? 'Format' : 'Threat model' }}
      >
        {models.length > 1 && (
          <ListSubheader role="presentation" disableSticky>
            {model ? model.title : 'Which threat model?'}
          </ListSubheader>
        )}
        {model
          ? optionsOf(formats).map(({ value, words }) => (
              <MenuItem
                key={value}
                onClick={() => {
                  close();
                  save.run(model.id, value);
                }}
              >
                {words}
              </MenuItem>
            ))
          : models.map(one => (
              <MenuItem key={one.id} onClick={() => setChosen(one)}>
                {one.title}
              </MenuItem>
            ))}
      </Menu>
      <DownloadReport
        file={saved}
        error={save.error}
        onClose={() => {
          setSaved(undefined);
          save.reset();
        }}
      />
    </>
  );
}
