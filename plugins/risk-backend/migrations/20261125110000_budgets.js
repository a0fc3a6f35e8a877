// @ts-check

/*
 * Conventions as in the first migration: days `YYYY-MM-DD` in UTC, exposures
 * integers of 1/10 000 point.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('entity_assessment', table => {
    table.comment('First day on which an entity was assessed; never changes');
    table.string('entity_ref', 255).primary();
    table.string('day', 10).notNullable();
  });
  // What was assessed before this table existed: since its first finding.
  await knex.raw(
    `insert into entity_assessment (entity_ref, day)
     select r.entity_ref, substr(coalesce(
       (select min(f.first_seen) from finding f where f.entity_ref = r.entity_ref),
       r.updated_at), 1, 10)
     from entity_rollup r where r.models > 0`,
  );

  await knex.schema.createTable('exposure_step', table => {
    table.comment(
      'Exposure of a product over time, a row a change; by the day its entities were first assessed, because those join the budget later',
    );
    table.string('product_ref', 255).notNullable();
    table.string('assessed_day', 10).notNullable();
    table.string('day', 10).notNullable();
    table.bigInteger('exposure').notNullable();
    table.primary(['product_ref', 'assessed_day', 'day']);
  });

  await knex.schema.createTable('budget_target', table => {
    table.comment('Every change of a target, append-only: a step or a path');
    table.increments('id');
    table.string('product_ref', 255).notNullable();
    table.string('at', 24).notNullable();
    table.string('actor', 255).notNullable();
    table.string('method', 16).notNullable().comment('set, calibrated');
    table
      .text('steps')
      .notNullable()
      .comment('[{day, exposure}] from the day of the change on');
    table.text('reason').notNullable();
    table.index(['product_ref', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('budget_target');
  await knex.schema.dropTable('exposure_step');
  await knex.schema.dropTable('entity_assessment');
};
