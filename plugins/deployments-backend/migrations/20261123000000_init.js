// @ts-check

/**
 * Times are ISO 8601 text or, where they are compared, milliseconds since the
 * epoch: both mean the same in SQLite and PostgreSQL.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('targets', table => {
    table.comment('The last known state of each rollout');
    table.string('id', 64).primary().comment('Hash of what identifies it');
    table.string('cluster').notNullable();
    table.string('namespace').notNullable();
    table.string('name').notNullable();
    table.string('engine').notNullable();
    table.string('uid').notNullable().comment('UID of the rollout object');
    table.string('phase').notNullable();
    table.text('state', 'longtext').notNullable().comment('DeploymentState');
    table.string('version', 64).notNullable().comment('Hash of the state');
    table.string('changed_at').notNullable();
    table.bigInteger('fence').notNullable().comment('Lease it was written in');
    table.index(['cluster', 'engine'], 'targets_cluster_engine_idx');
  });

  await knex.schema.createTable('target_labels', table => {
    table.comment('Labels of the rollout objects, for entity selectors');
    table
      .string('target_id', 64)
      .notNullable()
      .references('id')
      .inTable('targets')
      .onDelete('CASCADE');
    table.string('key', 320).notNullable();
    table.string('value').notNullable();
    table.primary(['target_id', 'key']);
    table.index(['key', 'value'], 'target_labels_key_value_idx');
  });

  await knex.schema.createTable('clusters', table => {
    table.comment('How the watch on each cluster is doing');
    table.string('name').primary();
    table.string('title').notNullable();
    table.string('condition').notNullable();
    table.string('since').notNullable();
    table.text('message').notNullable();
    table.string('last_synced_at').nullable();
    table.boolean('demo').notNullable();
    table.text('problems').notNullable().comment('JSON array');
  });

  await knex.schema.createTable('leases', table => {
    table.comment('Which replica watches which cluster');
    table.string('cluster').primary();
    table.string('holder').nullable();
    table.bigInteger('fence').notNullable().comment('Grows with each holder');
    table.bigInteger('expires_at').notNullable().comment('Epoch, ms');
  });

  await knex.schema.createTable('acts', table => {
    table.comment('What people did to rollouts');
    table.increments('id');
    table.string('target_id', 64).notNullable();
    table.string('cluster').notNullable();
    table.string('namespace').notNullable();
    table.string('name').notNullable();
    table.string('engine').notNullable();
    table.string('entity_ref').notNullable();
    table.string('action').notNullable();
    table.string('actor').notNullable();
    table.text('reason').notNullable();
    table.string('outcome').notNullable();
    table.text('message').notNullable();
    table.string('revision_hash').notNullable();
    table.string('at').notNullable();
    table.index(['entity_ref', 'id'], 'acts_entity_idx');
  });

  await knex.schema.createTable('settings', table => {
    table.comment('Values that all replicas share');
    table.string('key').primary();
    table.text('value').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('settings');
  await knex.schema.dropTable('acts');
  await knex.schema.dropTable('leases');
  await knex.schema.dropTable('clusters');
  await knex.schema.dropTable('target_labels');
  await knex.schema.dropTable('targets');
};
