/**
 * Decisions of product owners, and the log that every step of them is an entry
 * of. See src/database/decisionTables.ts for what the columns mean.
 */

const LOCK_KEY = 'decision-log-lock';
const MIRRORED_KEY = 'decision-log-mirrored';

const isPostgres = knex => knex.client.config.client.startsWith('pg');

/** The log cannot be changed by a statement that a mistake in code may send. */
async function makeAppendOnly(knex) {
  if (isPostgres(knex)) {
    await knex.raw(`
      create function decision_log_is_append_only() returns trigger as $$
      begin
        raise exception 'decision_log is append-only';
      end;
      $$ language plpgsql`);
    await knex.raw(`
      create trigger decision_log_append_only
      before update or delete or truncate on decision_log
      for each statement execute function decision_log_is_append_only()`);
    return;
  }
  for (const verb of ['update', 'delete']) {
    await knex.raw(`
      create trigger decision_log_no_${verb} before ${verb} on decision_log
      begin
        select raise(abort, 'decision_log is append-only');
      end`);
  }
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const ref = (table, name) => table.string(name, 600);

  await knex.schema.createTable('decision', table => {
    table.uuid('id').primary();
    ref(table, 'product_ref').notNullable();
    table.string('state', 15).notNullable();
    table.string('waiting_for', 15);
    table.text('sentence').notNullable();
    table.text('options').notNullable();
    table.text('option_ids').notNullable();
    table.string('origin', 15).notNullable();
    table.string('origin_key', 100).unique();
    table.string('requested_by', 600).notNullable();
    table.string('requested_at', 30).notNullable();
    table.string('waiting_since', 30).notNullable();
    table.string('proposed_expiry', 10).notNullable();
    table.bigInteger('exposure_at_request').notNullable();
    ref(table, 'owner_ref');
    ref(table, 'second_ref');
    table.text('authority');
    table.string('decided_by', 600);
    table.string('decided_at', 30);
    table.string('expiry', 10);
    table.bigInteger('exposure_at_grant');
    table.text('reason');
    table.string('ended_at', 30);
    table.uuid('supersedes');
    table.uuid('superseded_by');
    table.index(['product_ref', 'requested_at']);
    table.index(['state', 'expiry']);
    table.index(['requested_by', 'state']);
    table.index(['second_ref', 'waiting_for']);
    table.index(['requested_at', 'id']);
  });

  await knex.schema.createTable('decision_risk', table => {
    table.uuid('decision_id').notNullable();
    table.uuid('risk_id').notNullable();
    table.primary(['decision_id', 'risk_id']);
    table.index(['risk_id']);
    table.foreign('decision_id').references('decision.id');
  });

  await knex.schema.createTable('decision_snapshot', table => {
    table.comment('What was true of each risk when it was asked, and granted');
    table.uuid('decision_id').notNullable();
    table.string('moment', 15).notNullable();
    table.uuid('risk_id').notNullable();
    table.text('title').notNullable();
    table.text('statement').notNullable();
    ref(table, 'product_ref').notNullable();
    table.string('state', 15).notNullable();
    table.integer('probability_micro');
    table.bigInteger('impact_centi');
    table.bigInteger('exposure').notNullable();
    table.string('level', 15);
    table.primary(['decision_id', 'moment', 'risk_id']);
    table.foreign('decision_id').references('decision.id');
  });

  await knex.schema.createTable('decision_snapshot_entity', table => {
    table.uuid('decision_id').notNullable();
    table.string('moment', 15).notNullable();
    table.uuid('risk_id').notNullable();
    ref(table, 'entity_ref').notNullable();
    table.primary(['decision_id', 'moment', 'risk_id', 'entity_ref']);
    table.foreign('decision_id').references('decision.id');
  });

  await knex.schema.createTable('decision_signature', table => {
    table.uuid('decision_id').notNullable();
    table.string('role', 15).notNullable();
    table.string('signer', 600).notNullable();
    ref(table, 'on_behalf_of').notNullable();
    table.string('at', 30).notNullable();
    table.text('reason').notNullable();
    table.string('expiry', 10).notNullable();
    table.primary(['decision_id', 'role']);
    table.foreign('decision_id').references('decision.id');
  });

  await knex.schema.createTable('decision_log', table => {
    table.comment('Append-only and hash-chained: never updated nor deleted');
    table.bigInteger('seq').primary();
    table.string('at', 30).notNullable();
    table.string('action', 63).notNullable();
    table.uuid('decision_id');
    ref(table, 'product_ref').notNullable();
    table.string('actor', 600).notNullable();
    table.text('detail').notNullable();
    table.string('prev_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.index(['decision_id', 'seq']);
    table.index(['product_ref', 'seq']);
  });
  await makeAppendOnly(knex);
  await knex('meta').insert([
    { key: LOCK_KEY, value: '' },
    { key: MIRRORED_KEY, value: '0' },
  ]);

  await knex.schema.createTable('idempotency_key', table => {
    table.string('actor', 600).notNullable();
    table.string('key', 128).notNullable();
    table.string('request_hash', 64).notNullable();
    table.uuid('attempt').notNullable();
    table.uuid('decision_id').notNullable();
    table.text('response');
    table.string('at', 30).notNullable();
    table.primary(['actor', 'key']);
    table.index(['at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'idempotency_key',
    'decision_log',
    'decision_signature',
    'decision_snapshot_entity',
    'decision_snapshot',
    'decision_risk',
    'decision',
  ]) {
    await knex.schema.dropTable(name);
  }
  if (isPostgres(knex)) {
    await knex.raw('drop function decision_log_is_append_only()');
  }
  await knex('meta').whereIn('key', [LOCK_KEY, MIRRORED_KEY]).delete();
};
