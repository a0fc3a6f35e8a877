// @ts-check

/*
 * Conventions as in the first migration. Kept by whatever settles a risk; those
 * that are there already get it here.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('risk', table => {
    table
      .boolean('mitigation_under_way')
      .notNullable()
      .defaultTo(false)
      .comment('A finding of it has a planned or claimed mitigation');
  });
  await knex('risk')
    .whereIn(
      'id',
      knex({ rf: 'risk_finding' })
        .join({ f: 'finding' }, 'f.id', 'rf.finding_id')
        .join({ m: 'mitigation' }, 'm.finding_id', 'f.id')
        .whereNull('f.absent_since')
        .whereNot('f.status', 'excluded')
        .where(counted =>
          counted
            .where('f.reviewed', true)
            .orWhereIn('f.promotion', ['promoted', 'rule'])
            .orWhereNot('rf.linked_by', 'rule'),
        )
        .whereNull('m.absent_since')
        .whereIn('m.state', ['planned', 'claimed'])
        .select('rf.risk_id'),
    )
    .update({ mitigation_under_way: true });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  // Not through the builder: on SQLite it would copy the table and drop the old
  // one, and with it every row that refers to it.
  await knex.raw('alter table risk drop column mitigation_under_way');
};
