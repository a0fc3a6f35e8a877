// @ts-check

/*
 * Conventions as in the first migration. Costs are integers of 1/100 of the
 * unit that the organisation compares costs in, effects of a millionth.
 */

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} name
 */
const ref = (table, name) => table.string(name, 255);

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
const author = table => {
  ref(table, 'created_by').notNullable();
  table.string('created_at', 24).notNullable();
  table.string('updated_at', 24).notNullable();
};

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('session', table => {
    table.comment('A threat modelling session of one product');
    table.uuid('id').primary();
    ref(table, 'product_ref').notNullable();
    table.string('title', 255).notNullable();
    table
      .string('state', 16)
      .notNullable()
      .comment('requested, planned, held, cancelled');
    table.string('day', 10).comment('planned for, or held on; null: no date');
    table.integer('cadence_days').comment('null: no next one follows');
    table.text('reason').notNullable().comment('why somebody asked for it');
    table.text('notes').notNullable().defaultTo('');
    table.text('outcome').notNullable().defaultTo('');
    author(table);
    table.integer('revision').notNullable().defaultTo(1);
    table.index(['product_ref', 'state', 'day']);
  });

  await knex.schema.createTable('session_member', table => {
    table.comment('Entities in scope, and people who take part');
    table
      .uuid('session_id')
      .notNullable()
      .references('id')
      .inTable('session')
      .onDelete('CASCADE');
    table.string('role', 16).notNullable().comment('scope, participant');
    ref(table, 'ref').notNullable();
    table.primary(['session_id', 'role', 'ref']);
  });

  await knex.schema.createTable('session_risk', table => {
    table
      .uuid('session_id')
      .notNullable()
      .references('id')
      .inTable('session')
      .onDelete('CASCADE');
    table
      .uuid('risk_id')
      .notNullable()
      .references('id')
      .inTable('risk')
      .onDelete('CASCADE');
    table
      .string('direction', 8)
      .notNullable()
      .comment('in: brought it about; out: found in it');
    table.primary(['session_id', 'risk_id']);
    table.index(['risk_id']);
  });

  await knex.schema.createTable('treatment_option', table => {
    table.comment('One way to treat one or several risks of a product');
    table.uuid('id').primary();
    ref(table, 'product_ref').notNullable();
    table
      .uuid('session_id')
      .references('id')
      .inTable('session')
      .onDelete('SET NULL');
    table
      .string('kind', 16)
      .notNullable()
      .comment('mitigate, avoid, transfer, detect, accept');
    table.string('title', 255).notNullable();
    table.text('constraints').notNullable().defaultTo('');
    table.text('evidence').notNullable().defaultTo('');
    table.bigInteger('cost_once').notNullable();
    table.bigInteger('cost_yearly').notNullable();
    table.integer('lead_days');
    table.boolean('withdrawn').notNullable().defaultTo(false);
    author(table);
    table.integer('revision').notNullable().defaultTo(1);
    table.index(['product_ref', 'withdrawn']);
    table.index(['session_id']);
  });

  await knex.schema.createTable('option_effect', table => {
    table
      .uuid('option_id')
      .notNullable()
      .references('id')
      .inTable('treatment_option')
      .onDelete('CASCADE');
    table
      .uuid('risk_id')
      .notNullable()
      .references('id')
      .inTable('risk')
      .onDelete('CASCADE');
    table.integer('effect_likelihood_micro').notNullable();
    table.integer('effect_impact_micro').notNullable();
    table.primary(['option_id', 'risk_id']);
    table.index(['risk_id']);
  });

  await knex.schema.createTable('option_link', table => {
    table.comment('excludes: not both; needs: the first requires the second');
    table.string('kind', 8).notNullable();
    for (const name of ['option_id', 'other_id']) {
      table
        .uuid(name)
        .notNullable()
        .references('id')
        .inTable('treatment_option')
        .onDelete('CASCADE');
    }
    table.primary(['kind', 'option_id', 'other_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'option_link',
    'option_effect',
    'treatment_option',
    'session_risk',
    'session_member',
    'session',
  ]) {
    await knex.schema.dropTable(name);
  }
};
