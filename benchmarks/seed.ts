import type { Knex } from 'knex';
import { OrganisationSize } from './organisation';

/**
 * Writes findings `from` to `to` and what follows from them straight into the
 * tables: importing 100 000 findings file by file would measure the files.
 * Roll-ups are left to a full rebuild, which is measured.
 *
 * Of twenty findings one is excluded, two are not reviewed (these three have no
 * risk), four are claimed to be mitigated, one is accepted in the file, two are
 * in progress, ten are open. Three of four have a category in both frameworks,
 * of which every third is only suggested. Every tenth risk touches a second component of its
 * product, half of the risks have a confirmed rating.
 */
export async function seedFindings(
  knex: Knex,
  size: OrganisationSize,
  from: number,
  to: number,
): Promise<void> {
  const bind = { from, last: to - 1, ...size };
  const at = `'2026-10-01T08:00:00.000Z'`;
  const uuid = (prefix: string, index: string) =>
    `overlay(overlay(md5('${prefix}' || ${index}) placing '4' from 13) placing 'a' from 17)::uuid`;
  const component = (index: string) =>
    `'component:default/service-' || lpad((${index})::text, 5, '0')`;
  const product = `'system:default/product-' || lpad((i % :components: % :products:)::text, 5, '0')`;
  const sql = (text: string) =>
    text
      .replaceAll(':from:', String(bind.from))
      .replaceAll(':last:', String(bind.last))
      .replaceAll(':components:', String(bind.components))
      .replaceAll(':products:', String(bind.products));
  const findings = `from generate_series(:from:, :last:) i`;
  const risks = `${findings} where i % 20 >= 3`;
  const run = (text: string) => knex.raw(sql(text));

  await run(`
    insert into source (id, method, location, state, content_hash, created_at, checked_at, applied_at)
    select distinct ${uuid('source', 'i % :components:')}, 'annotation',
      'https://scm.invalid/org/' || (i % :components:) || '/threat-model.json', 'ok', md5('x'), ${at}, ${at}, ${at}
    ${findings} on conflict do nothing`);
  await run(`
    insert into attachment (source_id, entity_ref, declared_as, since)
    select distinct ${uuid('source', 'i % :components:')}, ${component(
    'i % :components:',
  )}, './threat-model.json', ${at}
    ${findings} on conflict do nothing`);
  await run(`
    insert into threat_model (id, source_id, model_key, title, format, content_changed_at, content_hash, is_assessment)
    select distinct ${uuid('model', 'i % :components:')}, ${uuid(
    'source',
    'i % :components:',
  )}, '0',
      'Service ' || (i % :components:), 'threat-dragon-v2', ${at}, md5('x'), true
    ${findings} on conflict do nothing`);
  await run(`
    insert into model_element (model_id, element_id, name, kind, entity_ref, mapped_by)
    select ${uuid(
      'model',
      'i % :components:',
    )}, 'element-' || i, 'Element ' || i, 'process', ${component(
    'i % :components:',
  )}, 'attachment'
    ${findings}`);
  await run(`
    insert into finding (id, source_id, model_id, key, entity_ref, element_id, title, description, severity, severity_raw,
      status, stated_status, reviewed, stride, detail, content_hash, first_seen, last_seen, changed_at, first_import_id, last_import_id)
    select ${uuid('finding', 'i')}, ${uuid(
    'source',
    'i % :components:',
  )}, ${uuid('model', 'i % :components:')}, 'threat-' || i,
      ${component(
        'i % :components:',
      )}, 'element-' || i, 'Threat number ' || i, 'What could happen in case ' || i,
      (array['critical','high','medium','low'])[1 + i % 4], 'High',
      case when i % 20 = 0 then 'excluded' when i % 20 between 3 and 6 then 'claimed' when i % 20 = 7 then 'accepted'
        when i % 20 between 8 and 9 then 'in_progress' else 'open' end,
      'open', i % 20 not between 1 and 2, substr('STRIDE', 1 + i % 6, 1), '{"pointer":""}', md5(i::text), ${at}, ${at}, ${at},
      ${uuid('import', 'i')}, ${uuid('import', 'i')}
    ${findings}`);
  await run(`
    insert into category_assignment (finding_id, category, framework, state, method, confidence_milli, derived_from, assigned_at, data_version)
    select ${uuid('finding', 'i')}, framework || ':' || category, framework,
      case when i % 3 = 0 then 'suggested' else 'confirmed' end, 'cwe', 900, '[]', ${at}, 'bench'
    from (
      select i, 'iso27001@2022' as framework, (array['A.5.15','A.5.16','A.5.17','A.5.28','A.8.2','A.8.3','A.8.5','A.8.6','A.8.12','A.8.14','A.8.15','A.8.24','A.8.26','A.8.28'])[1 + (i / 7) % 14] as category
      ${findings}
      union all
      select i, 'asvs@5.0.0', (array['V1.2','V2.1','V3.3','V5.2','V6.3','V7.4','V8.2','V9.1','V10.4','V11.3','V12.1','V13.3','V14.2','V15.2','V16.2'])[1 + (i / 7) % 15]
      ${findings}
    ) named where i % 4 > 0`);
  await run(`
    insert into mitigation (id, finding_id, key, title, description, stated, state, effect_likelihood_micro, effect_impact_micro)
    select ${uuid('mitigation', 'i')}, ${uuid(
    'finding',
    'i',
  )}, 'm', 'Mitigation', 'What is done about it', 'implemented',
      case when i % 20 between 3 and 6 then 'claimed' else 'planned' end, 600000, 0
    ${findings} where i % 2 = 1`);
  await run(`
    insert into risk (id, product_ref, group_key, title, statement, stride, rating_state, probability_micro, impact_centi,
      current_probability_micro, current_impact_centi, level, state, opened_at, updated_at)
    select ${uuid('risk', 'i')}, ${product}, 'finding:' || ${uuid(
    'finding',
    'i',
  )}, 'Threat number ' || i,
      'Someone could cause case ' || i || '.', substr('STRIDE', 1 + i % 6, 1),
      case when i % 2 = 0 then 'confirmed' else 'assumed' end,
      (array[10000,30000,100000,300000])[1 + i % 4], (array[300,1000,3000,10000])[1 + i % 4],
      (array[10000,30000,100000,300000])[1 + i % 4], (array[300,1000,3000,10000])[1 + i % 4],
      'medium', 'open', ${at}, ${at}
    ${risks}`);
  await run(`
    insert into rating (risk_id, at, actor, probability_micro, impact_centi)
    select ${uuid('risk', 'i')}, ${at}, 'user:default/bench',
      (array[10000,30000,100000,300000])[1 + i % 4], (array[300,1000,3000,10000])[1 + i % 4]
    ${risks} and i % 2 = 0`);
  await run(`
    insert into risk_finding (finding_id, risk_id, linked_by)
    select ${uuid('finding', 'i')}, ${uuid('risk', 'i')}, 'rule' ${risks}`);
  await run(`
    insert into risk_entity (risk_id, entity_ref, share)
    select ${uuid('risk', 'i')}, ${component('i % :components:')}, 0 ${risks}
    union
    select ${uuid('risk', 'i')}, ${component(
    '(i + :products:) % :components:',
  )}, 0 ${risks} and i % 10 = 5`);
  await run(`
    insert into risk_state (risk_id, at, product_ref, probability_micro, impact_centi, exposure, level, state, cause, actor)
    select ${uuid(
      'risk',
      'i',
    )}, ${at}, ${product}, 10000, 300, 300, 'low', 'open', 'new', 'user:default/bench' ${risks}`);
  await knex.raw('analyze');
}
