/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('import', table => {
    table
      .string('backfilled_at', 24)
      .comment('When an older version was brought in as of `at`; else null');
  });
  await knex.schema.alterTable('snapshot', table => {
    table
      .boolean('backfilled')
      .notNullable()
      .defaultTo(false)
      .comment('From the history of a model, not from watching');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('snapshot', table => {
    table.dropColumn('backfilled');
  });
  await knex.schema.alterTable('import', table => {
    table.dropColumn('backfilled_at');
  });
};
