// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('timeline_event', table => {
    table.comment('What people and pipelines put on the timeline of a product');
    table.uuid('id').primary();
    table.string('product_ref', 255).notNullable();
    table
      .string('lane', 16)
      .notNullable()
      .comment('product, engineering, security, risk, compliance, budget');
    table
      .string('kind', 16)
      .notNullable()
      .comment('release, milestone, review, audit, fix');
    table.string('title', 255).notNullable();
    table.string('start_day', 10).notNullable();
    table.string('end_day', 10).notNullable().comment('the last day of it');
    table.string('created_by', 255).notNullable();
    table.string('created_at', 24).notNullable();
    table.index(['product_ref', 'start_day']);
  });

  await knex.schema.createTable('timeline_link', table => {
    table.comment(
      'The second event must not begin before the first one is over',
    );
    for (const name of ['from_id', 'to_id']) {
      table
        .uuid(name)
        .notNullable()
        .references('id')
        .inTable('timeline_event')
        .onDelete('CASCADE');
    }
    table.primary(['from_id', 'to_id']);
    table.index(['to_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('timeline_link');
  await knex.schema.dropTable('timeline_event');
};
