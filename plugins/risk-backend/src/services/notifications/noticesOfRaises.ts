import { Owner } from '@product-risk/backstage-plugin-risk-common';
import {
  DbRaiseAnswerRow,
  DbTargetRaiseRow,
} from '../../database/budgetTables';
import { Notice, NoticeKind } from './notices';

const answerKinds = {
  signed: 'raise-signed',
  rejected: 'raise-rejected',
  withdrawn: 'raise-withdrawn',
} satisfies Record<DbRaiseAnswerRow['outcome'], NoticeKind>;

/**
 * Who has to know of a raise that waits: its second signer, as long as the
 * owner who asked for it is the one there is.
 */
export function noticesOfRaise(
  raise: DbTargetRaiseRow,
  owner: Owner,
): Notice[] {
  return owner.state === 'confirmed' && owner.ref === raise.owner_ref
    ? [
        {
          subjectId: raise.id,
          kind: 'raise-to-sign',
          recipientRef: raise.second_ref,
          episode: raise.at,
        },
      ]
    : [];
}

/** Whoever asked is told of the answer, unless he gave it. */
export function noticesOfAnswer(answer: DbRaiseAnswerRow): Notice[] {
  return answer.answered_by === answer.asked_by
    ? []
    : [
        {
          subjectId: answer.id,
          kind: answerKinds[answer.outcome],
          recipientRef: answer.asked_by,
          episode: answer.answered_at,
        },
      ];
}
