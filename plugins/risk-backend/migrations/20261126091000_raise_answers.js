// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('budget_raise_answer', table => {
    table.comment('What became of raises of targets, for whoever asked');
    table.uuid('id').primary().comment('of the raise');
    table.string('product_ref', 255).notNullable();
    table.string('asked_at', 30).notNullable();
    table.string('asked_by', 255).notNullable();
    table.text('steps').notNullable();
    table.string('outcome', 15).notNullable();
    table.string('answered_at', 30).notNullable();
    table.string('answered_by', 255).notNullable();
    table.text('reason').notNullable();
    table.index(['asked_by', 'answered_at']);
    table.index(['answered_at']);
  });

  await knex.schema.createTable('notice', table => {
    table.comment('Who was told what: nobody is told the same twice');
    table.uuid('subject_id').notNullable().comment('a decision or a raise');
    table.string('kind', 31).notNullable();
    table.string('recipient_ref', 600).notNullable();
    table
      .string('episode', 30)
      .notNullable()
      .comment('Since when it is so: the same may become so again');
    table.string('sent_at', 30).notNullable();
    table.primary(['subject_id', 'kind', 'recipient_ref', 'episode']);
  });
  await knex.raw(
    'insert into notice (subject_id, kind, recipient_ref, episode, sent_at) select decision_id, kind, recipient_ref, episode, sent_at from decision_notice',
  );
  await knex.schema.dropTable('decision_notice');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.createTable('decision_notice', table => {
    table.comment('Who was told what about a decision: nobody is told twice');
    table.uuid('decision_id').notNullable();
    table.string('kind', 31).notNullable();
    table.string('recipient_ref', 600).notNullable();
    table
      .string('episode', 30)
      .notNullable()
      .comment('Since when it is so: the same may become so again');
    table.string('sent_at', 30).notNullable();
    table.primary(['decision_id', 'kind', 'recipient_ref', 'episode']);
    table.foreign('decision_id').references('decision.id');
  });
  await knex.raw(
    'insert into decision_notice (decision_id, kind, recipient_ref, episode, sent_at) select subject_id, kind, recipient_ref, episode, sent_at from notice where subject_id in (select id from decision)',
  );
  await knex.schema.dropTable('notice');
  await knex.schema.dropTable('budget_raise_answer');
};
