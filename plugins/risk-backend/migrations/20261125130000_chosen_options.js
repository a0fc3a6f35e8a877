/**
 * An owner may choose explored options instead of accepting.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('decision', table => {
    table
      .text('chosen_option_ids')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON array: what the owner chose instead of accepting');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('decision', table => {
    table.dropColumn('chosen_option_ids');
  });
};
