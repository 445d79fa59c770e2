// @ts-check

/**
 * What is remembered of rollouts, apart from the targets themselves: it stays
 * when they are gone. Times are ISO 8601 text or, where they are computed
 * with, milliseconds since the epoch.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('label_sets', table => {
    table.comment('Labels that rollouts were recorded with, each set once');
    table.string('id', 64).primary().comment('Hash of the labels');
    table.text('labels').notNullable().comment('JSON object');
  });

  await knex.schema.createTable('label_set_entries', table => {
    table
      .string('set_id', 64)
      .notNullable()
      .references('id')
      .inTable('label_sets')
      .onDelete('CASCADE');
    table.string('key', 320).notNullable();
    table.string('value').notNullable();
    table.primary(['set_id', 'key']);
    table.index(['key', 'value'], 'label_set_entries_key_value_idx');
  });

  await knex.schema.createTable('rollouts', table => {
    table.comment('One row for each attempt to roll a revision out');
    table.increments('id');
    table.string('target_id', 64).notNullable();
    table.string('cluster').notNullable();
    table.string('namespace').notNullable();
    table.string('name').notNullable();
    table.string('engine').notNullable();
    table.string('uid').notNullable();
    table.string('environment').nullable();
    table
      .string('label_set', 64)
      .notNullable()
      .references('id')
      .inTable('label_sets');
    table.integer('revision').notNullable();
    table.string('revision_hash').notNullable();
    table.string('previous_hash').notNullable();
    table.text('images').notNullable().comment('JSON array');
    table.text('previous_images').notNullable().comment('JSON array');
    table.text('repository').notNullable();
    table.string('revision_commit').notNullable();
    table
      .string('committed_at')
      .nullable()
      .comment('When the git host says that the commit was made');
    table.boolean('rollback').notNullable();
    table.string('started_at').notNullable();
    table.string('ended_at').nullable();
    table.string('verdict').notNullable();
    table.boolean('partial').notNullable();
    table
      .boolean('latest')
      .notNullable()
      .comment('Whether it is the newest of its target');
    table
      .string('failed_at')
      .nullable()
      .comment('Start of the last failure under this revision');
    table.string('restored_at').nullable().comment('Healthy after that');
    table.index(['target_id', 'latest'], 'rollouts_target_idx');
    table.index(['cluster', 'namespace', 'name'], 'rollouts_name_idx');
    table.index(['label_set', 'id'], 'rollouts_label_set_idx');
    table.index('ended_at', 'rollouts_ended_at_idx');
  });

  await knex.schema.createTable('rollout_facts', table => {
    table.comment('Phases, steps and traffic of a rollout, coalesced in time');
    table
      .integer('rollout_id')
      .unsigned()
      .notNullable()
      .references('id')
      .inTable('rollouts')
      .onDelete('CASCADE');
    table.string('kind', 16).notNullable().comment('phase, step or traffic');
    table.string('subject', 64).notNullable().comment('Phase or step');
    table.bigInteger('slot').notNullable().comment('Start of its time slot');
    table.string('at').notNullable();
    table.text('value').notNullable().comment('JSON');
    table.primary(['rollout_id', 'kind', 'subject', 'slot']);
  });

  await knex.schema.createTable('rollout_analyses', table => {
    table.comment('Each analysis of a rollout as last seen');
    table
      .integer('rollout_id')
      .unsigned()
      .notNullable()
      .references('id')
      .inTable('rollouts')
      .onDelete('CASCADE');
    table.string('name').notNullable();
    table.string('started_at').notNullable();
    table.text('analysis', 'longtext').notNullable().comment('JSON');
    table.primary(['rollout_id', 'name']);
  });

  await knex.schema.createTable('notices', table => {
    table.comment('What people are told, one row a channel; also the outbox');
    table.increments('id');
    table.string('target_id', 64).notNullable();
    table.string('subject').notNullable().comment('Rollout or revision');
    table.string('kind', 16).notNullable();
    table.string('occasion', 32).notNullable().comment('E.g. the step');
    table.string('channel', 128).notNullable();
    table.text('notice').notNullable().comment('JSON');
    table.string('happened_at').notNullable();
    table.bigInteger('due_at').nullable().comment('Null: nothing to send');
    table.bigInteger('sent_at').nullable();
    table.integer('attempts').notNullable();
    table.bigInteger('claimed_until').notNullable();
    table.unique(['target_id', 'subject', 'kind', 'occasion', 'channel'], {
      indexName: 'notices_once_idx',
    });
    table.index('due_at', 'notices_due_idx');
  });

  await knex.schema.alterTable('acts', table => {
    table.index(['target_id', 'at'], 'acts_target_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('acts', table => {
    table.dropIndex(['target_id', 'at'], 'acts_target_idx');
  });
  await knex.schema.dropTable('notices');
  await knex.schema.dropTable('rollout_analyses');
  await knex.schema.dropTable('rollout_facts');
  await knex.schema.dropTable('rollouts');
  await knex.schema.dropTable('label_set_entries');
  await knex.schema.dropTable('label_sets');
};
