// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('decision_signature', table => {
    table
      .string('basis', 64)
      .comment('what the signer saw; null: signed before this was kept');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('decision_signature', table => {
    table.dropColumn('basis');
  });
};
