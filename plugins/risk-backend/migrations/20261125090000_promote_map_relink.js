// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('threat_model', table => {
    table
      .string('kind', 16)
      .notNullable()
      .defaultTo('threat-model')
      .comment('threat-model or scan');
  });
  await knex.schema.alterTable('finding', table => {
    table
      .string('review_group', 512)
      .comment('what people look at and promote together');
    table
      .string('promotion', 16)
      .comment('promoted or withdrawn by a person, or rule; null: undecided');
    table.string('promoted_by', 255).comment('the person, or name of the rule');
    table.string('promoted_at', 24);
    table.text('promotion_reason');
    table.index(['entity_ref', 'review_group']);
  });
  // Each alone until its source is read again and says what belongs together.
  await knex('finding')
    .where({ reviewed: false })
    .update({ review_group: knex.raw(`'finding|' || id`) });
  await knex.schema.alterTable('model_element', table => {
    table
      .text('candidates')
      .notNullable()
      .defaultTo('[]')
      .comment('ElementCandidate[]: entities it may stand for');
  });
  await knex.schema.createTable('relink_choice', table => {
    table.comment('What people chose about judgements whose finding is gone');
    table
      .uuid('from_finding_id')
      .notNullable()
      .references('id')
      .inTable('finding')
      .onDelete('CASCADE');
    table
      .uuid('to_finding_id')
      .notNullable()
      .references('id')
      .inTable('finding')
      .onDelete('CASCADE');
    table.string('choice', 16).notNullable().comment('accepted or dismissed');
    table.string('actor', 255).notNullable();
    table.string('at', 24).notNullable();
    table.primary(['from_finding_id', 'to_finding_id']);
    table.index(['to_finding_id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('relink_choice');
  // Not through the builder: on SQLite it would copy the table and drop the old
  // one, and with it every row that refers to it.
  await knex.raw('alter table model_element drop column candidates');
  await knex.schema.alterTable('finding', table => {
    table.dropIndex(['entity_ref', 'review_group']);
  });
  for (const name of [
    'review_group',
    'promotion',
    'promoted_by',
    'promoted_at',
    'promotion_reason',
  ]) {
    await knex.raw(`alter table finding drop column ${name}`);
  }
  await knex.raw('alter table threat_model drop column kind');
};
