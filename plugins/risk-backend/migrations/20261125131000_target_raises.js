// @ts-check

/*
 * Conventions as in the first migration. Steps are stored as in budget_target.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('budget_target_raise', table => {
    table.comment('A raise that waits for its second signature, one a product');
    table.string('product_ref', 255).primary();
    table.uuid('id').notNullable();
    table.string('at', 24).notNullable();
    table.string('actor', 255).notNullable();
    table
      .string('owner_ref', 255)
      .notNullable()
      .comment('whom actor signs for');
    table.string('second_ref', 255).notNullable().comment('who signs second');
    table.string('method', 16).notNullable().comment('set, calibrated');
    table.text('steps').notNullable();
    table.text('reason').notNullable();
  });

  await knex.schema.alterTable('budget_target', table => {
    table.string('second_signer', 255).comment('the person, of a raise');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('budget_target', table => {
    table.dropColumn('second_signer');
  });
  await knex.schema.dropTable('budget_target_raise');
};
