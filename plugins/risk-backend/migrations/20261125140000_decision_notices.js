/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
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
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('decision_notice');
};
