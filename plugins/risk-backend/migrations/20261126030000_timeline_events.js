// @ts-check

/*
 * Conventions as in the first migration.
 */

const COLUMNS = ['revision', 'updated_by', 'updated_at'];

/**
 * What somebody put on a timeline may be changed, fixes risks and is about
 * categories.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('timeline_event', table => {
    table.integer('revision').notNullable().defaultTo(1);
    table.string('updated_by', 255);
    table.string('updated_at', 24);
  });

  await knex.schema.createTable('timeline_event_risk', table => {
    table.comment('Risks that a fix or release ends');
    table
      .uuid('event_id')
      .notNullable()
      .references('id')
      .inTable('timeline_event')
      .onDelete('CASCADE');
    table
      .uuid('risk_id')
      .notNullable()
      .references('id')
      .inTable('risk')
      .onDelete('CASCADE');
    table.primary(['event_id', 'risk_id']);
    table.index(['risk_id']);
  });

  await knex.schema.createTable('timeline_event_category', table => {
    table.comment('What an audit looks at');
    table
      .uuid('event_id')
      .notNullable()
      .references('id')
      .inTable('timeline_event')
      .onDelete('CASCADE');
    table.string('category', 255).notNullable();
    table.primary(['event_id', 'category']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('timeline_event_category');
  await knex.schema.dropTable('timeline_event_risk');
  // Not through the builder: on SQLite it would copy the table and drop the old
  // one, and with it every row that refers to it.
  for (const name of COLUMNS) {
    await knex.raw(`alter table timeline_event drop column ${name}`);
  }
};
