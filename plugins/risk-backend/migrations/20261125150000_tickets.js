/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ticket', table => {
    table.comment('Where work on a mitigation or treatment option is tracked');
    table.uuid('id').primary();
    table.string('subject', 15).notNullable().comment('mitigation, option');
    table.uuid('subject_id').notNullable();
    table.string('url', 1000).notNullable();
    table.string('tracker', 63).comment('Who knows its state');
    table.string('project', 1000);
    table.text('title');
    table.string('state', 15).comment('open, closed');
    table.boolean('created').notNullable().comment('By this portal');
    table.string('checked_at', 30);
    table.text('problem');
    table.string('linked_by', 600).notNullable();
    table.string('linked_at', 30).notNullable();
    table.unique(['subject', 'subject_id', 'url']);
    table.index(['tracker', 'checked_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ticket');
};
