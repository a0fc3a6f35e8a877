// @ts-check

/*
 * Conventions: refs are lower-cased entity refs; times are ISO 8601 in UTC as
 * text, days `YYYY-MM-DD` (both sort as text and mean the same on every
 * database); exposures are integers of 1/10 000 point, probabilities of a
 * millionth, impacts of 1/100 point. An empty product_ref means "no product".
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
 * The numbers of one roll-up row: the same for an entity and for a product.
 * @param {import('knex').Knex.CreateTableBuilder} table
 */
const rollupColumns = table => {
  for (const name of [
    'exposure',
    'exposure_inherent',
    'exposure_projected',
    'exposure_verified_only',
  ]) {
    table.bigInteger(name).notNullable().defaultTo(0);
  }
  for (const name of [
    'critical',
    'high',
    'medium',
    'low',
    'unrated',
    'confirmed',
    'findings_open',
    'findings_in_progress',
    'findings_claimed',
    'findings_verified',
    'findings_accepted',
    'findings_excluded',
    'not_reviewed',
  ]) {
    table.integer(name).notNullable().defaultTo(0);
  }
  time(table, 'updated_at').notNullable();
};

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('meta', table => {
    table.comment('Single values: policy version, head of the catalog sync');
    table.string('key', 64).primary();
    table.text('value').notNullable();
  });

  await knex.schema.createTable('entity', table => {
    table.comment('Mirror of the catalog: what roll-ups and coverage need');
    ref(table, 'ref').primary();
    table.string('kind', 63).notNullable();
    table.string('title', 255).notNullable();
    table.string('type', 255);
    table.string('lifecycle', 63);
    ref(table, 'owner_ref').comment('spec.owner as the catalog resolves it');
    ref(table, 'system_ref').comment('spec.system, before other ancestors');
    ref(table, 'product_ref').notNullable().defaultTo('');
    table
      .boolean('product_tie')
      .notNullable()
      .defaultTo(false)
      .comment('several nearest products: the first by ref was taken');
    ref(table, 'domain_ref');
    table.boolean('is_product').notNullable().defaultTo(false);
    table.boolean('counts_for_coverage').notNullable().defaultTo(false);
    table.text('annotations').notNullable().defaultTo('{}');
    table
      .string('fingerprint', 64)
      .notNullable()
      .defaultTo('')
      .comment('of everything mirrored: equal means nothing to do');
    table
      .integer('missing_runs')
      .notNullable()
      .defaultTo(0)
      .comment('complete syncs in a row that did not see it');
    time(table, 'missing_since');
    time(table, 'first_seen').notNullable();
    table.index(['product_ref', 'counts_for_coverage']);
    table.index(['is_product']);
    table.index(['owner_ref']);
  });

  await knex.schema.createTable('entity_relation', table => {
    table.comment('Relations a model can go stale by, and group membership');
    ref(table, 'source_ref').notNullable();
    table.string('type', 63).notNullable();
    ref(table, 'target_ref').notNullable();
    table.primary(['source_ref', 'type', 'target_ref']);
    table.index(['target_ref', 'type']);
  });

  await knex.schema.createTable('entity_closure', table => {
    table.comment('partOf and subcomponentOf, transitively; depth 0 is itself');
    ref(table, 'ancestor').notNullable();
    ref(table, 'descendant').notNullable();
    table.integer('depth').notNullable();
    table.string('relation', 63).notNullable();
    table.primary(['descendant', 'ancestor']);
    table.index(['ancestor', 'depth']);
  });

  await knex.schema.createTable('entity_change', table => {
    table.comment('What changed around an entity: makes its models stale');
    table.increments('id');
    ref(table, 'entity_ref').notNullable();
    time(table, 'at').notNullable();
    table
      .string('kind', 32)
      .notNullable()
      .comment('relation-added, relation-removed, type-changed');
    table.string('relation', 63);
    table
      .string('subject', 255)
      .notNullable()
      .comment('the other entity, or the new type');
    table.string('previous', 255).comment('the type before');
    table.index(['entity_ref', 'at']);
  });

  await knex.schema.createTable('product', table => {
    table.comment('Where risk is owned. Files only propose an owner');
    ref(table, 'entity_ref').primary();
    table.string('title', 255).notNullable();
    ref(table, 'domain_ref');
    ref(table, 'proposed_owner_ref');
    table
      .string('proposed_by', 63)
      .comment('annotation product-risk/owner, or spec.owner');
    ref(table, 'owner_ref').comment('confirmed owner; null until confirmed');
    ref(table, 'confirmed_by');
    time(table, 'confirmed_at');
    ref(table, 'considered_owner_ref').comment(
      'what was proposed at the confirmation: not asked about again',
    );
    table.boolean('retired').notNullable().defaultTo(false);
    table.index(['owner_ref']);
    table.index(['proposed_owner_ref']);
    table.index(['domain_ref']);
  });

  await knex.schema.createTable('product_log', table => {
    table.comment('Who confirmed or changed an owner, append-only');
    table.increments('id');
    ref(table, 'product_ref').notNullable();
    time(table, 'at').notNullable();
    ref(table, 'actor').notNullable();
    table.string('action', 32).notNullable();
    ref(table, 'before');
    ref(table, 'after');
    table.index(['product_ref', 'id']);
  });

  await knex.schema.createTable('source', table => {
    table.comment('One channel that reports');
    table.uuid('id').primary();
    table.string('method', 16).notNullable();
    table.string('location', 1024).notNullable();
    table
      .string('state', 16)
      .notNullable()
      .comment('pending, ok, failed, quarantined');
    table.text('error').comment('SourceError as JSON when failed');
    table.string('content_hash', 64).comment('of the content applied last');
    table.string('etag', 255);
    table.integer('revision').notNullable().defaultTo(0);
    time(table, 'created_at').notNullable();
    time(table, 'checked_at');
    time(table, 'applied_at');
    table.unique(['method', 'location']);
    table.index(['content_hash']);
  });

  await knex.schema.createTable('attachment', table => {
    table.comment('Which entities name a source');
    table
      .uuid('source_id')
      .notNullable()
      .references('id')
      .inTable('source')
      .onDelete('CASCADE');
    ref(table, 'entity_ref').notNullable();
    table.string('declared_as', 1024).notNullable();
    time(table, 'since').notNullable();
    time(table, 'detached_at');
    table.primary(['source_id', 'entity_ref']);
    table.index(['entity_ref']);
  });

  await knex.schema.createTable('import', table => {
    table.comment('Every attempt to import, and what it would change or did');
    table.uuid('id').primary();
    table
      .uuid('source_id')
      .notNullable()
      .references('id')
      .inTable('source')
      .onDelete('CASCADE');
    table.integer('seq').notNullable().comment('revision of the source');
    time(table, 'at').notNullable();
    ref(table, 'actor').notNullable();
    table
      .string('status', 16)
      .notNullable()
      .comment('applied, unchanged, quarantined, released, rejected, failed');
    table.string('file_name', 255).notNullable();
    table.string('content_hash', 64);
    table.integer('bytes').notNullable().defaultTo(0);
    table.string('format', 63);
    table.string('format_version', 63);
    for (const name of [
      'created',
      'changed',
      'reopened',
      'absent',
      'unchanged',
    ]) {
      table.integer(name).notNullable().defaultTo(0);
    }
    table.text('warnings').notNullable().defaultTo('[]');
    table.text('error');
    table.text('reason').comment('why quarantined, released or rejected');
    ref(table, 'resolved_by');
    time(table, 'resolved_at');
    table.index(['source_id', 'seq']);
  });

  await knex.schema.createTable('import_document', table => {
    table.comment('Content held back by a quarantine, gzip');
    table
      .uuid('import_id')
      .primary()
      .references('id')
      .inTable('import')
      .onDelete('CASCADE');
    table.binary('content').notNullable();
  });

  await knex.schema.createTable('threat_model', table => {
    table.uuid('id').primary();
    table
      .uuid('source_id')
      .notNullable()
      .references('id')
      .inTable('source')
      .onDelete('CASCADE');
    table
      .string('model_key', 255)
      .notNullable()
      .comment("the file's own id, else its position in the file");
    table.string('title', 255).notNullable();
    table.string('format', 63).notNullable();
    table.string('format_version', 63);
    table.string('owner', 255);
    time(table, 'stated_at').comment('last change as the file states it');
    time(table, 'content_changed_at').notNullable();
    table.string('content_hash', 64).notNullable();
    table.text('diagrams').notNullable().defaultTo('[]');
    table
      .boolean('is_assessment')
      .notNullable()
      .comment('false: structure without an assessment; covers nothing');
    time(table, 'absent_since');
    table.unique(['source_id', 'model_key']);
  });

  await knex.schema.createTable('model_element', table => {
    table
      .uuid('model_id')
      .notNullable()
      .references('id')
      .inTable('threat_model')
      .onDelete('CASCADE');
    table.string('element_id', 255).notNullable();
    table.string('name', 255).notNullable();
    table.string('kind', 16).notNullable();
    table.boolean('out_of_scope').notNullable().defaultTo(false);
    table.string('parent_id', 255);
    table.string('from_id', 255);
    table.string('to_id', 255);
    table.boolean('bidirectional').notNullable().defaultTo(false);
    table.string('diagram_id', 255);
    ref(table, 'entity_ref').comment('null: maps nowhere, listed for a person');
    table
      .string('mapped_by', 16)
      .notNullable()
      .comment('file, person, attachment, none');
    table.primary(['model_id', 'element_id']);
    table.index(['entity_ref']);
  });

  await knex.schema.createTable('element_mapping', table => {
    table.comment('What a person mapped; survives every re-import');
    table
      .uuid('source_id')
      .notNullable()
      .references('id')
      .inTable('source')
      .onDelete('CASCADE');
    table.string('model_key', 255).notNullable();
    table.string('element_id', 255).notNullable();
    ref(table, 'entity_ref').notNullable();
    ref(table, 'actor').notNullable();
    time(table, 'at').notNullable();
    table.primary(['source_id', 'model_key', 'element_id']);
  });

  await knex.schema.createTable('finding', table => {
    table.comment('What one source says is wrong with one entity');
    table.uuid('id').primary();
    table
      .uuid('source_id')
      .notNullable()
      .references('id')
      .inTable('source')
      .onDelete('CASCADE');
    table
      .uuid('model_id')
      .notNullable()
      .references('id')
      .inTable('threat_model');
    table.string('key', 512).notNullable();
    table.string('definition_key', 255);
    table.string('native_id', 255).comment('the id as the file states it');
    ref(table, 'entity_ref').comment('null: its element maps nowhere');
    table.string('element_id', 255);
    table.text('title').notNullable();
    table.text('description').notNullable();
    table.string('severity', 16).notNullable();
    table.string('severity_raw', 255);
    table
      .string('status', 16)
      .notNullable()
      .comment('open, in_progress, claimed, accepted, excluded');
    table.string('stated_status', 16).notNullable().comment('canonical word');
    table.string('status_raw', 255);
    table.text('status_reason');
    table.boolean('reviewed').notNullable();
    table
      .string('triage', 16)
      .comment('excluded or restored by a person; outweighs the file');
    table.text('triage_reason');
    ref(table, 'triage_by');
    time(table, 'triage_at');
    table.string('stride', 6).notNullable().defaultTo('').comment('letters');
    table.text('categories').notNullable().defaultTo('[]');
    table.text('detail').notNullable().defaultTo('{}').comment('FindingDetail');
    table.string('content_hash', 64).notNullable();
    time(table, 'first_seen').notNullable();
    time(table, 'last_seen').notNullable();
    time(table, 'changed_at').notNullable();
    time(table, 'absent_since');
    table.uuid('first_import_id').notNullable();
    table.uuid('last_import_id').notNullable();
    table.unique(['source_id', 'key']);
    table.index(['entity_ref', 'status']);
    table.index(['model_id']);
  });

  await knex.schema.createTable('finding_event', table => {
    table.comment('History of a finding, append-only');
    table.increments('id');
    table
      .uuid('finding_id')
      .notNullable()
      .references('id')
      .inTable('finding')
      .onDelete('CASCADE');
    time(table, 'at').notNullable();
    table.string('kind', 32).notNullable();
    ref(table, 'actor').notNullable();
    table.uuid('import_id');
    table.text('detail').notNullable().defaultTo('{}');
    table.index(['finding_id', 'id']);
  });

  await knex.schema.createTable('mitigation', table => {
    table.uuid('id').primary();
    table
      .uuid('finding_id')
      .notNullable()
      .references('id')
      .inTable('finding')
      .onDelete('CASCADE');
    table.string('key', 512).notNullable();
    table.text('title').notNullable();
    table.text('description').notNullable();
    table
      .string('stated', 16)
      .notNullable()
      .comment('canonical word of the file');
    table.string('status_raw', 255);
    table
      .string('state', 16)
      .notNullable()
      .comment('none, planned, claimed, verified');
    table.integer('effect_likelihood_micro').notNullable();
    table.integer('effect_impact_micro').notNullable();
    table.text('evidence');
    ref(table, 'verified_by');
    time(table, 'verified_at');
    time(table, 'absent_since');
    table.unique(['finding_id', 'key']);
  });

  await knex.schema.createTable('risk', table => {
    table.comment('One scenario in exactly one product');
    table.uuid('id').primary();
    ref(table, 'product_ref').notNullable().defaultTo('');
    table
      .string('group_key', 600)
      .notNullable()
      .comment('what makes findings this one risk within its product');
    table.text('title').notNullable();
    table.text('statement').notNullable().comment('plain words');
    ref(table, 'statement_by').comment('null: composed from the finding');
    table.string('stride', 6).notNullable().defaultTo('');
    table
      .string('rating_state', 16)
      .notNullable()
      .comment('unrated, assumed, confirmed');
    table.integer('probability_micro').comment('inherent');
    table.bigInteger('impact_centi').comment('inherent');
    table.integer('current_probability_micro');
    table.bigInteger('current_impact_centi');
    table.bigInteger('exposure').notNullable().defaultTo(0);
    table.bigInteger('exposure_inherent').notNullable().defaultTo(0);
    table.bigInteger('exposure_projected').notNullable().defaultTo(0);
    table.bigInteger('exposure_verified_only').notNullable().defaultTo(0);
    table.string('level', 16).comment('null when unrated');
    table.string('state', 16).notNullable().comment('open, closed');
    table.boolean('review_flag').notNullable().defaultTo(false);
    table.boolean('entity_missing').notNullable().defaultTo(false);
    time(table, 'opened_at').notNullable();
    time(table, 'closed_at');
    time(table, 'updated_at').notNullable();
    table.unique(['product_ref', 'group_key']);
    table.index(['product_ref', 'state', 'exposure', 'id']);
  });

  await knex.schema.createTable('risk_finding', table => {
    table
      .uuid('finding_id')
      .primary()
      .references('id')
      .inTable('finding')
      .onDelete('CASCADE');
    table
      .uuid('risk_id')
      .notNullable()
      .references('id')
      .inTable('risk')
      .onDelete('CASCADE');
    table
      .string('linked_by', 255)
      .notNullable()
      .comment('rule, or the ref of the person who merged or split');
    table.index(['risk_id']);
  });

  await knex.schema.createTable('risk_entity', table => {
    table
      .uuid('risk_id')
      .notNullable()
      .references('id')
      .inTable('risk')
      .onDelete('CASCADE');
    ref(table, 'entity_ref').notNullable();
    table
      .bigInteger('share')
      .notNullable()
      .comment('equal part of the exposure of the risk');
    table.primary(['risk_id', 'entity_ref']);
    table.index(['entity_ref']);
  });

  await knex.schema.createTable('rating', table => {
    table.comment('Who rated a risk, append-only; the newest counts');
    table.increments('id');
    table
      .uuid('risk_id')
      .notNullable()
      .references('id')
      .inTable('risk')
      .onDelete('CASCADE');
    time(table, 'at').notNullable();
    ref(table, 'actor').notNullable();
    table.integer('probability_micro').notNullable();
    table.bigInteger('impact_centi').notNullable();
    table.text('comment').notNullable().defaultTo('');
    table.index(['risk_id', 'id']);
  });

  await knex.schema.createTable('risk_state', table => {
    table.comment('History that everything as-of comes from, append-only');
    table.increments('id');
    table
      .uuid('risk_id')
      .notNullable()
      .references('id')
      .inTable('risk')
      .onDelete('CASCADE');
    time(table, 'at').notNullable();
    ref(table, 'product_ref').notNullable();
    table.integer('probability_micro');
    table.bigInteger('impact_centi');
    table.bigInteger('exposure').notNullable();
    table.string('level', 16);
    table.string('state', 16).notNullable();
    table.string('cause', 32).notNullable();
    ref(table, 'actor').notNullable();
    table.index(['risk_id', 'id']);
    table.index(['product_ref', 'at']);
  });

  await knex.schema.createTable('entity_rollup', table => {
    ref(table, 'entity_ref').primary();
    rollupColumns(table);
    table
      .bigInteger('share')
      .notNullable()
      .defaultTo(0)
      .comment('equal parts of the risks it shares with others');
    table.integer('models').notNullable().defaultTo(0);
    table.integer('failed_sources').notNullable().defaultTo(0);
    time(table, 'stale_since').comment('null: fresh or not modelled');
    table.text('stale_reasons').notNullable().defaultTo('[]');
  });

  await knex.schema.createTable('product_rollup', table => {
    ref(table, 'product_ref').primary();
    rollupColumns(table);
    for (const name of [
      'components',
      'modelled',
      'stale',
      'failed_sources',
      'risks_open',
    ]) {
      table.integer(name).notNullable().defaultTo(0);
    }
    table.index(['exposure', 'product_ref']);
  });

  await knex.schema.createTable('product_severe', table => {
    table.comment('Histogram: confirmed open risks of severe impact');
    ref(table, 'product_ref').notNullable();
    table.integer('probability_micro').notNullable();
    table.integer('count').notNullable();
    table.primary(['product_ref', 'probability_micro']);
  });

  await knex.schema.createTable('snapshot', table => {
    table.comment('A cache of the daily numbers, written only on change');
    ref(table, 'product_ref').notNullable();
    table.string('day', 10).notNullable();
    table.bigInteger('exposure').notNullable();
    for (const name of [
      'critical',
      'high',
      'medium',
      'low',
      'unrated',
      'components',
      'modelled',
      'stale',
    ]) {
      table.integer(name).notNullable();
    }
    table.primary(['product_ref', 'day']);
    table.index(['day']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'snapshot',
    'product_severe',
    'product_rollup',
    'entity_rollup',
    'risk_state',
    'rating',
    'risk_entity',
    'risk_finding',
    'risk',
    'mitigation',
    'finding_event',
    'finding',
    'element_mapping',
    'model_element',
    'threat_model',
    'import_document',
    'import',
    'attachment',
    'source',
    'product_log',
    'product',
    'entity_change',
    'entity_closure',
    'entity_relation',
    'entity',
    'meta',
  ]) {
    await knex.schema.dropTable(name);
  }
};
