import Checkbox from '@material-ui/core/Checkbox';
import Typography from '@material-ui/core/Typography';
import { ReviewGroup } from '@product-risk/backstage-plugin-risk-common';
import { Column, NamedText, plural } from '../../primitives';
import { reviewStateWords } from '../words';
import { SeverityMark } from './Severity';

const subjectOf = ({
  vulnerability,
  aliases,
  package: name,
  rule,
}: ReviewGroup) =>
  [vulnerability, ...aliases, name, rule].filter(Boolean).join(' · ');

function decisionWords({ state, decision }: ReviewGroup): string {
  if (!decision) return '';
  const who = decision.rule ? `rule “${decision.by}”` : decision.by;
  return state === 'waiting' ? '' : `by ${who}`;
}

/** Columns of what machines found, a row for what belongs together. */
export function reviewColumns(
  chosen: ReadonlySet<string>,
  onToggle: (group: string) => void,
): Column<ReviewGroup>[] {
  return [
    {
      id: 'choose',
      header: 'Choose',
      width: 78,
      render: ({ group, title }) => (
        <Checkbox
          size="small"
          color="primary"
          style={{ padding: 0 }}
          checked={chosen.has(group)}
          onClick={event => event.stopPropagation()}
          onChange={() => onToggle(group)}
          inputProps={{ 'aria-label': `Choose ${title}` }}
        />
      ),
    },
    {
      id: 'severity',
      header: 'Severity',
      width: 112,
      render: ({ severity }) => <SeverityMark severity={severity} />,
    },
    {
      id: 'title',
      header: 'What was found',
      render: group => (
        <>
          {group.title}
          {subjectOf(group) && (
            <Typography variant="body2" color="textSecondary">
              {subjectOf(group)}
            </Typography>
          )}
        </>
      ),
    },
    {
      id: 'findings',
      header: 'Findings',
      width: 92,
      align: 'right',
      render: ({ findings }) => findings,
    },
    {
      id: 'where',
      header: 'Where',
      width: 220,
      optional: true,
      render: ({ example, findings, sources }) => (
        <>
          {example.element ?? example.source}
          {findings > 1 && ` and ${findings - 1} more`}
          <Typography variant="body2" color="textSecondary">
            {example.format}
            {sources > 1 && `, ${plural(sources, 'source')}`}
          </Typography>
        </>
      ),
    },
    {
      id: 'state',
      header: 'State',
      width: 150,
      render: group => (
        <>
          {reviewStateWords[group.state]}
          {decisionWords(group) && (
            <Typography variant="body2" color="textSecondary">
              <NamedText text={decisionWords(group)} />
            </Typography>
          )}
        </>
      ),
    },
  ];
}
