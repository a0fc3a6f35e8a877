// @ts-check

/*
 * Conventions as in the first migration.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('finding', table => {
    table
      .text('stated_rating')
      .comment('StatedRating: what the file rates it as in numbers');
    table
      .text('acceptance')
      .comment('AcceptanceRequest: the file asks the owner to accept it');
  });
  await knex.schema.alterTable('treatment_option', table => {
    table.uuid('source_id').comment('whose file states it; null: people do');
    table.string('origin_key', 512).comment('its key within the source');
    table
      .integer('origin_revision')
      .comment('as the file left it; another revision is what people made');
    table.string('origin_hash', 64).comment('of what the file stated');
    table.index(['source_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('treatment_option', table => {
    table.dropIndex(['source_id']);
  });
  // Not through the builder: on SQLite it would copy the table and drop the old
  // one, and with it every row that refers to it.
  for (const name of [
    'source_id',
    'origin_key',
    'origin_revision',
    'origin_hash',
  ]) {
    await knex.raw(`alter table treatment_option drop column ${name}`);
  }
  for (const name of ['stated_rating', 'acceptance']) {
    await knex.raw(`alter table finding drop column ${name}`);
  }
};
