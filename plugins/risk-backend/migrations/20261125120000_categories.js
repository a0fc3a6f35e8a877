// @ts-check

/*
 * Conventions as in the first migration. A category is stored by its full id,
 * `asvs@5.0.0:V11.3`, and a framework by its key, `asvs@5.0.0`.
 */

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} name
 */
const time = (table, name) => table.string(name, 24);

/**
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} name
 */
const ref = (table, name) => table.string(name, 255);

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('category_assignment', table => {
    table.comment('Which categories a finding belongs to, or may belong to');
    table
      .uuid('finding_id')
      .notNullable()
      .references('id')
      .inTable('finding')
      .onDelete('CASCADE');
    table.string('category', 255).notNullable();
    table.string('framework', 127).notNullable();
    table
      .string('state', 16)
      .notNullable()
      .comment('confirmed, suggested, rejected');
    table.string('method', 16).notNullable();
    table.integer('confidence_milli').notNullable().comment('0 to 1000');
    table.text('derived_from').notNullable().comment('the path, JSON');
    ref(table, 'assigned_by').comment('the person; null: found by itself');
    time(table, 'assigned_at').notNullable();
    table.string('data_version', 63).notNullable();
    table.primary(['finding_id', 'category']);
    table.index(['category', 'state']);
    table.index(['framework', 'state', 'finding_id']);
  });

  await knex.schema.createTable('assessment', table => {
    table.comment('What a product was assessed for, by what and when');
    ref(table, 'product_ref').notNullable();
    table
      .string('method', 63)
      .notNullable()
      .comment('of a model; "statement" of a person');
    table
      .string('category', 255)
      .notNullable()
      .defaultTo('')
      .comment('empty: all that the method covers');
    time(table, 'at').notNullable();
    ref(table, 'assessed_by').comment('the person; null: by a model');
    table.text('note').notNullable().defaultTo('');
    table.primary(['product_ref', 'method', 'category']);
  });

  await knex.schema.createTable('product_category', table => {
    table.comment('Open risks of a product in a category, kept by writes');
    ref(table, 'product_ref').notNullable();
    table.string('category', 255).notNullable();
    table.string('framework', 127).notNullable();
    table.string('kind', 16).notNullable().comment('chapter, section, control');
    table.integer('confirmed').notNullable();
    table.integer('suggested').notNullable().comment('and not confirmed');
    table.boolean('affected').notNullable();
    table.boolean('affected_if_suggested').notNullable();
    table.bigInteger('exposure').notNullable().comment('of confirmed risks');
    table.primary(['product_ref', 'category']);
    table.index(['framework', 'kind']);
    table.index(['category']);
  });

  await knex.schema.createTable('product_category_total', table => {
    table.comment('How much of a product has categories at all');
    ref(table, 'product_ref').primary();
    table.integer('findings').notNullable();
    table.integer('uncategorised').notNullable();
    table.integer('waiting').notNullable().comment('suggested only');
    table.integer('revision').notNullable().comment('grows with every count');
  });

  await knex.schema.createTable('category_history', table => {
    table.comment(
      'Whether a product was affected at the end of a day, on change',
    );
    ref(table, 'product_ref').notNullable();
    table.string('category', 255).notNullable();
    table.string('day', 10).notNullable();
    table.boolean('affected').notNullable();
    table.primary(['product_ref', 'category', 'day']);
    table.index(['category', 'day']);
  });

  await knex.schema.createTable('root_cause', table => {
    table.comment('What a person says is behind risks of several products');
    table.uuid('id').primary();
    table.string('title', 255).notNullable();
    ref(table, 'created_by').notNullable();
    time(table, 'created_at').notNullable();
  });

  await knex.schema.createTable('risk_root_cause', table => {
    table
      .uuid('risk_id')
      .notNullable()
      .references('id')
      .inTable('risk')
      .onDelete('CASCADE');
    table
      .uuid('root_cause_id')
      .notNullable()
      .references('id')
      .inTable('root_cause')
      .onDelete('CASCADE');
    ref(table, 'linked_by').notNullable();
    table.primary(['risk_id', 'root_cause_id']);
    table.index(['root_cause_id']);
  });

  await knex.schema.createTable('product_category_cause', table => {
    table.comment('Root causes of what makes a product affected');
    ref(table, 'product_ref').notNullable();
    table.string('category', 255).notNullable();
    table.string('cause', 600).notNullable();
    table.string('title', 255).notNullable();
    table.primary(['product_ref', 'category', 'cause']);
    table.index(['category', 'cause']);
  });

  await knex.schema.createTable('initiative', table => {
    table.comment('What the organisation does about a systemic category');
    table.uuid('id').primary();
    table.string('title', 255).notNullable();
    table.string('category', 255).notNullable();
    ref(table, 'sponsor_ref').notNullable();
    table.text('hypothesis').notNullable();
    table.double('cost_each').comment('of fixing it in one product');
    table.double('cost_platform').comment('of fixing it once for all');
    table.string('state', 16).notNullable().comment('open, closed');
    ref(table, 'created_by').notNullable();
    time(table, 'created_at').notNullable();
    ref(table, 'closed_by');
    time(table, 'closed_at');
    table.text('outcome');
  });

  await knex.schema.createTable('initiative_product', table => {
    table.comment('The products looked at before and after');
    table
      .uuid('initiative_id')
      .notNullable()
      .references('id')
      .inTable('initiative')
      .onDelete('CASCADE');
    ref(table, 'product_ref').notNullable();
    table.boolean('affected_before').notNullable();
    table.bigInteger('exposure_before').notNullable();
    table.primary(['initiative_id', 'product_ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'initiative_product',
    'initiative',
    'product_category_cause',
    'risk_root_cause',
    'root_cause',
    'category_history',
    'product_category_total',
    'product_category',
    'assessment',
    'category_assignment',
  ]) {
    await knex.schema.dropTable(name);
  }
};
