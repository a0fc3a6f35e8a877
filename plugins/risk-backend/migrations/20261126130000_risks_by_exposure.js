// @ts-check

/*
 * The open risks of a category, largest first, over all products: without an
 * index in that order each page sorts every open risk of the organisation.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    'create index risk_state_exposure_id_index on risk (state, exposure desc, id)',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index risk_state_exposure_id_index');
};
