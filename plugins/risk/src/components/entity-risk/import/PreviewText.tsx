import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ElementChoice,
  ElementMapping,
  ImportPreview,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import {
  AttentionBanner,
  ChangeArrow,
  FactList,
  placeOf,
  plural,
} from '../../primitives';
import { importCountsWords } from '../sources/ImportHistory';
import { candidateWords } from '../words';
import { ElementChoices } from './ElementChoices';
import { NotReviewedNotice } from './NotReviewedNotice';
import { PlannedChanges } from './PlannedChanges';
import { SuggestedCategories } from './SuggestedCategories';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(2), minWidth: 0 },
    heading: { fontSize: '0.875rem', fontWeight: 600 },
    list: {
      margin: 0,
      paddingLeft: theme.spacing(2.5),
      fontSize: '0.875rem',
      lineHeight: 1.5,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'RiskPreviewText' },
);

/** What importing the file would do; nothing has happened yet. */
export function PreviewText(props: {
  preview: ImportPreview;
  /** Elements that were to be decided before anything was. */
  proposed: readonly ElementMapping[];
  movedFrom?: string;
  mappings: readonly ElementChoice[];
  confirmCategories: boolean;
  disabled: boolean;
  onConfirmCategories: (confirm: boolean) => void;
  onMovedFrom: (sourceId: string | undefined) => void;
  onMappings: (mappings: ElementChoice[]) => void;
}) {
  const { preview, proposed, movedFrom, mappings, disabled } = props;
  const { onMovedFrom, onMappings } = props;
  const classes = useStyles();
  const { models, counts, exposure, quarantine, warnings } = preview;
  const { unmapped, mapped } = preview;
  const moved = preview.movedFrom;
  return (
    <div className={classes.root} aria-label="Preview" role="region">
      {quarantine && (
        <AttentionBanner title="This import would be held back">
          {quarantine.reason} Somebody with triage rights would have to release
          it. Until then the numbers stay as they are.
        </AttentionBanner>
      )}
      <FactList
        facts={[
          [
            'Format',
            [preview.format, preview.formatVersion].filter(Boolean).join(' '),
          ],
          ...models.map(
            ({ title, elements, findings, mitigations }) =>
              [
                'Model',
                `${title}: ${plural(elements, 'element')}, ${plural(
                  findings,
                  'finding',
                )}, ${plural(mitigations, 'mitigation')}`,
              ] as const,
          ),
          ['Findings', importCountsWords(counts)],
          [
            'Exposure',
            <>
              {formatPoints(exposure.before)} → {formatPoints(exposure.after)}{' '}
              points (
              <ChangeArrow delta={exposure.after - exposure.before} />)
            </>,
          ],
        ]}
      />
      <NotReviewedNotice review={preview.review} />
      {moved && (
        <FormControlLabel
          control={
            <Checkbox
              color="primary"
              checked={movedFrom === moved.sourceId}
              disabled={disabled}
              onChange={(_, checked) =>
                onMovedFrom(checked ? moved.sourceId : undefined)
              }
            />
          }
          label={`This file was at ${moved.location} before (${plural(
            moved.sharedKeys,
            'finding',
          )} in common): keep what people decided there`}
        />
      )}
      <PlannedChanges preview={preview} />
      <SuggestedCategories
        categories={preview.categories}
        confirm={props.confirmCategories}
        disabled={disabled || Boolean(quarantine)}
        onConfirm={props.onConfirmCategories}
      />
      {proposed.length > 0 && (
        <ElementChoices
          elements={proposed}
          choices={mappings}
          disabled={disabled}
          onChange={onMappings}
        />
      )}
      {mapped.length > 0 && (
        <details>
          <summary>
            {plural(mapped.length, 'element')} mapped by source or name
          </summary>
          <ul className={classes.list}>
            {mapped.map(
              ({ modelKey, elementId, name, entityRef, mappedBy }) => (
                <li key={`${modelKey} ${elementId}`}>
                  {name} → {entityRef},{' '}
                  {candidateWords[mappedBy === 'name' ? 'name' : 'repository']}
                </li>
              ),
            )}
          </ul>
        </details>
      )}
      {unmapped.length > 0 && (
        <div>
          <Typography component="h3" className={classes.heading}>
            {plural(unmapped.length, 'element')} not mapped to an entity
          </Typography>
          <Typography variant="body2" color="textSecondary">
            Their findings are kept and listed; map them in the diagram.
          </Typography>
          <ul className={classes.list}>
            {unmapped.map(({ elementId, name, kind, findings, modelKey }) => (
              <li key={`${modelKey} ${elementId}`}>
                {name} ({kind}, {plural(findings, 'finding')})
              </li>
            ))}
          </ul>
        </div>
      )}
      {warnings.length > 0 && (
        <div>
          <Typography component="h3" className={classes.heading}>
            {plural(warnings.length, 'warning')}
          </Typography>
          <ul className={classes.list}>
            {warnings.map((warning, index) => (
              <li key={index}>
                {placeOf(warning) && <strong>{placeOf(warning)}: </strong>}
                {warning.message}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
