import { Fragment } from 'react';
import { FindingDetail } from '@product-risk/backstage-plugin-risk-common';
import { EntityName, FactList, formatTime, NamedText } from '../../primitives';
import { DrawerPart } from './DrawerPart';

/** What happened to the finding, newest first as the API gives it. */
export function FindingHistory({ finding }: { finding: FindingDetail }) {
  if (!finding.history.length) return null;
  return (
    <DrawerPart title="History">
      <FactList
        facts={finding.history.map(({ at, text, actor }, index) => [
          formatTime(at),
          <Fragment key={index}>
            <NamedText text={text} /> (<EntityName of={actor} />)
          </Fragment>,
        ])}
      />
    </DrawerPart>
  );
}
