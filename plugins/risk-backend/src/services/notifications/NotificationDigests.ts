import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { DecisionStatus } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { Accountability } from '../../catalog/Accountability';
import { RiskConfig } from '../../config';
import { BudgetStore } from '../../database/BudgetStore';
import { NoticeStore } from '../../database/NoticeStore';
import { dayAfter } from '../../days';
import { groupBy } from '../groupBy';
import {
  DecisionFilter,
  decisionPage,
  DecisionRow,
} from '../read/queries/decisions';
import { digestOf } from './digest';
import {
  DECIDED_FOR_DAYS,
  EXPIRED_FOR_DAYS,
  Notice,
  noticesOf,
} from './notices';
import { noticesOfAnswer, noticesOfRaise } from './noticesOfRaises';

export interface NotificationDigestsOptions {
  database: Knex;
  config: Pick<RiskConfig, 'policy'>;
  accountability: Pick<Accountability, 'ownerOf'>;
  notifications: Pick<NotificationService, 'send'>;
  auditor: AuditorService;
  logger: LoggerService;
  now: () => Date;
}

const PAGE = 200;
const ASKS: readonly DecisionStatus[] = [
  'waiting-for-owner',
  'waiting-for-options',
  'waiting-for-second-signer',
  'expiring',
  'expired',
  'stale',
];
const ANSWERS: readonly DecisionStatus[] = [
  'active',
  'rejected',
  'treatment-chosen',
];

const keyOf = (notice: Notice) =>
  [notice.subjectId, notice.kind, notice.recipientRef, notice.episode].join(
    ' ',
  );

/** What the service throws where the portal has no notifications. */
const isNotInstalled = (error: unknown) =>
  /status 404/.test(toError(error).message);

/**
 * Tells people about decisions and raises of targets whose next step is theirs: one notification for
 * each recipient and run, and only when there is something new to say.
 */
export class NotificationDigests {
  readonly #options: NotificationDigestsOptions;
  #saidNotInstalled = false;

  constructor(options: NotificationDigestsOptions) {
    this.#options = options;
  }

  /**
   * A decision or a recipient that fails never stops the others, and is tried
   * again at the next run.
   *
   * @returns how many notifications were sent
   */
  async run(): Promise<number> {
    const store = new NoticeStore(this.#options.database);
    const notices = await this.#notices();
    const told = new Set(
      (
        await store.ofSubjects(
          new Set(notices.map(({ subjectId }) => subjectId)),
        )
      ).map(row =>
        [row.subject_id, row.kind, row.recipient_ref, row.episode].join(' '),
      ),
    );
    let sent = 0;
    for (const [recipientRef, all] of groupBy(
      notices,
      notice => notice.recipientRef,
    )) {
      const news = all.filter(notice => !told.has(keyOf(notice)));
      if (news.length === 0) continue;
      try {
        await this.#tell(recipientRef, all, news, store);
        sent += 1;
      } catch (error) {
        if (isNotInstalled(error)) {
          this.#sayNotInstalled();
          return sent;
        }
        await this.#failed(
          `${recipientRef} was not told about decisions`,
          { recipientRef },
          error,
        );
      }
    }
    return sent;
  }

  async #tell(
    recipientRef: string,
    all: readonly Notice[],
    news: readonly Notice[],
    store: NoticeStore,
  ) {
    await this.#options.notifications.send({
      recipients: { type: 'entity', entityRef: recipientRef },
      payload: digestOf(recipientRef, all),
    });
    const sent_at = this.#options.now().toISOString();
    await store.save(
      news.map(notice => ({
        subject_id: notice.subjectId,
        kind: notice.kind,
        recipient_ref: notice.recipientRef,
        episode: notice.episode,
        sent_at,
      })),
    );
  }

  async #notices(): Promise<Notice[]> {
    const { accountability, now } = this.#options;
    const instant = now();
    const notices = new Map<string, Notice>();
    const filters: DecisionFilter[] = [
      { status: ASKS, expiresFrom: dayAfter(instant, -EXPIRED_FOR_DAYS) },
      { status: ANSWERS, decidedFrom: dayAfter(instant, -DECIDED_FOR_DAYS) },
    ];
    for (const filter of filters) {
      for await (const row of this.#decisions(filter)) {
        try {
          const owners = await accountability.ownerOf([row.product_ref]);
          const owner = owners.get(row.product_ref) ?? { state: 'none' };
          for (const notice of noticesOf(row, owner, instant)) {
            notices.set(keyOf(notice), notice);
          }
        } catch (error) {
          await this.#failed(
            `Nobody was told about decision ${row.id}`,
            { decisionId: row.id },
            error,
          );
        }
      }
    }
    for (const notice of await this.#noticesOfRaises(instant)) {
      notices.set(keyOf(notice), notice);
    }
    return [...notices.values()];
  }

  async #noticesOfRaises(instant: Date): Promise<Notice[]> {
    const { database, accountability } = this.#options;
    const store = new BudgetStore(database);
    const notices = (
      await store.answers({ since: dayAfter(instant, -DECIDED_FOR_DAYS) })
    ).flatMap(noticesOfAnswer);
    for (const raise of await store.waitingRaises()) {
      try {
        const owners = await accountability.ownerOf([raise.product_ref]);
        const owner = owners.get(raise.product_ref) ?? { state: 'none' };
        notices.push(...noticesOfRaise(raise, owner));
      } catch (error) {
        await this.#failed(
          `Nobody was told about the raise ${raise.id} of a target`,
          { raiseId: raise.id },
          error,
        );
      }
    }
    return notices;
  }

  async *#decisions(filter: DecisionFilter): AsyncGenerator<DecisionRow> {
    const { database, config, now } = this.#options;
    const { trustCatalogOwners, decisions } = config.policy;
    const clock = {
      now: now(),
      trustCatalogOwners,
      answerWithinDays: decisions.answerWithinDays,
    };
    let after: { key: string; id: string } | undefined;
    for (;;) {
      const page: DecisionRow[] = await decisionPage(database, clock, {
        ...filter,
        limit: PAGE,
        after,
      });
      yield* page;
      if (page.length < PAGE) return;
      const last = page[page.length - 1];
      after = { key: last.requested_at, id: last.id };
    }
  }

  #sayNotInstalled() {
    if (this.#saidNotInstalled) return;
    this.#saidNotInstalled = true;
    this.#options.logger.info(
      'This portal has no notifications plugin: nobody is told about decisions, and their pages show them all the same',
    );
  }

  async #failed(
    what: string,
    meta:
      | { decisionId: string }
      | { raiseId: string }
      | { recipientRef: string },
    error: unknown,
  ) {
    const { auditor, logger } = this.#options;
    logger.warn(`${what}; the next run tries again: ${error}`, meta);
    const event = await auditor.createEvent({
      eventId: 'notify',
      severityLevel: 'low',
      meta,
    });
    await event.fail({ error: toError(error) });
  }
}
