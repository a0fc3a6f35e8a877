import Typography from '@material-ui/core/Typography';
import {
  Decision,
  Finding,
  RiskModelPage,
} from '@product-risk/backstage-plugin-risk-common';
import {
  Column,
  LevelMark,
  NamedText,
  NotAssessed,
  StrideLetters,
} from '../../primitives';
import { decisionWords } from '../../decision';
import { ratingWords, shortStatusWords } from '../words';
import type { FindingSort } from './useFindingFilters';

/** The level of a finding's risk, or why there is none. */
export function FindingLevel({ finding }: { finding: Finding }) {
  if (finding.risk) {
    return <LevelMark level={finding.risk.level ?? 'unrated'} />;
  }
  return finding.reviewed ? <>no risk</> : <NotAssessed words="not reviewed" />;
}

/** Columns of a list of findings. */
export function findingColumns(
  model: RiskModelPage | undefined,
  /** By risk; what a file calls accepted is something else. */
  decisions: ReadonlyMap<string, Decision> = new Map(),
): Column<Finding, FindingSort>[] {
  return [
    {
      id: 'level',
      header: 'Level',
      width: 118,
      sort: 'exposure',
      render: finding => <FindingLevel finding={finding} />,
    },
    {
      id: 'title',
      header: 'Finding',
      sort: 'title',
      render: finding => finding.title,
    },
    {
      id: 'stride',
      header: 'STRIDE',
      width: 96,
      render: finding => <StrideLetters letters={finding.stride} />,
    },
    {
      id: 'rating',
      header: 'Rating',
      width: 190,
      render: ({ risk }) =>
        risk &&
        risk.ratingState !== 'unrated' && (
          <>
            {ratingWords(risk, model)}
            <Typography variant="body2" color="textSecondary">
              {risk.ratingState}
              {risk.reviewFlag && ' · review'}
            </Typography>
          </>
        ),
    },
    {
      id: 'status',
      header: 'Status',
      width: 150,
      sort: 'status',
      render: ({ status, risk }) => {
        const decision = risk && decisions.get(risk.id);
        return (
          <>
            {shortStatusWords[status]}
            {decision && (
              <Typography variant="body2" color="textSecondary">
                <NamedText text={decisionWords(decision)} />
              </Typography>
            )}
          </>
        );
      },
    },
    {
      id: 'element',
      header: 'Where',
      width: 190,
      optional: true,
      render: ({ element }) => element?.name,
    },
  ];
}
