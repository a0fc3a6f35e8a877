// @ts-check

/*
 * Conventions as in the first migration.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('threat_model', table => {
    table
      .text('detail')
      .notNullable()
      .defaultTo('{}')
      .comment('StoredModelDetail: what only an export says again');
  });
  await knex.schema.alterTable('model_element', table => {
    table
      .text('detail')
      .notNullable()
      .defaultTo('{}')
      .comment('StoredElementDetail: what only an export says again');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // Not through the builder: on SQLite it would copy the table and drop the old
  // one, and with it every row that refers to it.
  for (const table of ['model_element', 'threat_model']) {
    await knex.raw(`alter table ${table} drop column detail`);
  }
};
