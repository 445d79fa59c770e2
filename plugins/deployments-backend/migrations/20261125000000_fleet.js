// @ts-check

/**
 * What the fleet is filtered and sorted by, apart from `targets`: a scan must
 * not read the long states on its way. Existing targets get their row when
 * the backend starts (`backfillFleet`), because what goes into it is the
 * code's to say, not this migration's.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('fleet_targets', table => {
    table.comment('The part of each rollout that the fleet page reads');
    table
      .string('target_id', 64)
      .primary()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.integer('format').notNullable().comment('Of the projection below');
    table.string('cluster').notNullable();
    table.string('namespace').notNullable();
    table.string('name').notNullable();
    table.string('engine').notNullable();
    table.string('strategy').notNullable();
    table.string('phase').notNullable();
    table.integer('phase_rank').notNullable().comment('Worst first');
    table.boolean('attention').notNullable();
    table.integer('urgency').notNullable().comment('Most urgent is largest');
    table.string('changed_at').notNullable();
    table.boolean('mapped').notNullable().comment('Some entity selects it');
    table.text('images').notNullable().comment('Lower case, one a line');
    table.text('row', 'longtext').notNullable().comment('JSON for FleetRow');
    for (const [name, columns] of Object.entries({
      attention: ['urgency', 'changed_at'],
      changed: ['changed_at'],
      name: ['name', 'namespace', 'cluster'],
      cluster: ['cluster', 'namespace', 'name'],
      phase: ['phase_rank', 'name'],
    })) {
      table.index(
        ['mapped', ...columns, 'target_id'],
        `fleet_targets_${name}_idx`,
      );
    }
    table.index(
      ['mapped', 'cluster', 'engine', 'phase', 'attention'],
      'fleet_targets_counts_idx',
    );
  });

  await knex.schema.createTable('catalog_entities', table => {
    table.comment('Entities that select rollouts, as the catalog had them');
    table.string('entity_ref').primary();
    table.text('title').notNullable();
    table.text('search').notNullable().comment('Lower case');
    table.string('system').nullable().comment('Entity ref');
    table.string('domain').nullable().comment('Entity ref');
    table.text('selector').notNullable().comment('EntitySelector as JSON');
    table.string('version', 64).notNullable().comment('Hash of all of it');
    table.index(['system'], 'catalog_entities_system_idx');
    table.index(['domain'], 'catalog_entities_domain_idx');
  });

  await knex.schema.createTable('catalog_entity_owners', table => {
    table
      .string('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('catalog_entities')
      .onDelete('CASCADE');
    table.string('owner').notNullable().comment('Entity ref');
    table.primary(['entity_ref', 'owner']);
    table.index(['owner'], 'catalog_entity_owners_owner_idx');
  });

  await knex.schema.createTable('catalog_entity_anchors', table => {
    table.comment('Labels by which a rollout finds the entities to ask');
    table
      .string('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('catalog_entities')
      .onDelete('CASCADE');
    table.string('key', 320).notNullable().comment('Empty: any rollout');
    table.string('value').notNullable();
    table.primary(['entity_ref', 'key', 'value']);
    table.index(['key', 'value'], 'catalog_entity_anchors_key_value_idx');
  });

  await knex.schema.createTable('target_entities', table => {
    table.comment('Which entities select which rollouts');
    table
      .string('target_id', 64)
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table
      .string('entity_ref')
      .notNullable()
      .references('entity_ref')
      .inTable('catalog_entities')
      .onDelete('CASCADE');
    table.primary(['target_id', 'entity_ref']);
    table.index(['entity_ref'], 'target_entities_entity_idx');
  });

  // Writers of rollouts share this row, the catalog sync has it alone: neither
  // can miss what the other is about to commit.
  await knex('settings').insert({ key: 'fleet-mapping', value: '' });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('settings').where({ key: 'fleet-mapping' }).delete();
  await knex.schema.dropTable('target_entities');
  await knex.schema.dropTable('catalog_entity_anchors');
  await knex.schema.dropTable('catalog_entity_owners');
  await knex.schema.dropTable('catalog_entities');
  await knex.schema.dropTable('fleet_targets');
};
