// @ts-check

/**
 * Stacks, their runs, what was planned and what was said.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('stacks', table => {
    table.comment('What is asked for of a cloud, and what is there of it');
    table.string('id', 36).primary();
    table.string('name', 40).notNullable();
    table.string('module', 40).notNullable();
    table.string('environment', 40).notNullable();
    table.string('owner').notNullable().comment('Entity reference');
    table.string('system').nullable().comment('Entity reference');
    table.string('component').nullable().comment('Entity reference');
    table.string('cost_centre').notNullable();
    table.boolean('deletion_protection').notNullable();
    table.text('inputs', 'longtext').notNullable().comment('JSON');
    table.text('definition_url').nullable();
    table.string('executor').notNullable();
    table.string('requested_by').notNullable();
    table.bigInteger('created_at').notNullable().comment('Epoch, ms');
    table.integer('version').notNullable().comment('Counts every write');
    table.string('phase', 20).notNullable().comment('Follows from the others');
    table.boolean('applied').notNullable();
    table.boolean('destroyed').notNullable();
    table.boolean('reset').notNullable();
    table.boolean('drifted').nullable();
    table.text('drift', 'longtext').nullable().comment('JSON');
    table.text('cost', 'longtext').nullable().comment('JSON');
    table.double('monthly').notNullable().comment('US dollars, as estimated');
    table.text('outputs', 'longtext').notNullable().comment('JSON');
    table.text('resources', 'longtext').notNullable().comment('JSON');
    table.integer('runs').notNullable().comment('How many there have been');
    table.string('current_run_id', 36).nullable();
    table.string('last_run_id', 36).nullable();
    table
      .bigInteger('check_at')
      .nullable()
      .comment('Epoch, ms: look for drift');
    table.unique(['name'], { indexName: 'stacks_name_uidx' });
    table.index(['environment', 'phase'], 'stacks_environment_idx');
    table.index(['owner'], 'stacks_owner_idx');
    table.index(['check_at'], 'stacks_check_idx');
  });

  await knex.schema.createTable('runs', table => {
    table.comment('Plans of stacks and what came of them');
    table.string('id', 36).primary();
    table
      .string('stack_id', 36)
      .notNullable()
      .references('id')
      .inTable('stacks')
      .onDelete('CASCADE');
    table.integer('number').notNullable();
    table
      .string('open_for', 36)
      .nullable()
      .comment('The stack until it has ended, then null: one at a time');
    table.string('kind', 10).notNullable();
    table.string('phase', 20).notNullable();
    table.integer('version').notNullable().comment('Counts every write');
    table.text('run', 'longtext').notNullable().comment('JSON');
    table.text('variables', 'longtext').notNullable().comment('JSON');
    table.boolean('cancel_requested').notNullable();
    table.string('idempotency_key').nullable();
    table.text('continuation', 'longtext').nullable().comment('JSON');
    table.text('orphans', 'longtext').nullable().comment('JSON');
    table.bigInteger('queued_at').notNullable().comment('Epoch, ms');
    table.bigInteger('ended_at').nullable().comment('Epoch, ms');
    table.integer('log_lines').notNullable();
    table.bigInteger('log_bytes').notNullable();
    table.integer('plan_log_lines').notNullable().comment('Before the apply');
    table.bigInteger('plan_log_bytes').notNullable();
    table
      .boolean('discarded')
      .notNullable()
      .comment('Whether the executor keeps nothing of it any more');
    table.string('holder').nullable().comment('Who works on it');
    table.integer('lease').notNullable().comment('Counts the holders');
    table.bigInteger('lease_until').notNullable().comment('Epoch, ms');
    table.unique(['open_for'], { indexName: 'runs_open_uidx' });
    table.unique(['stack_id', 'number'], { indexName: 'runs_number_uidx' });
    table.unique(['stack_id', 'idempotency_key'], {
      indexName: 'runs_key_uidx',
    });
    table.index(['phase', 'lease_until', 'queued_at'], 'runs_queue_idx');
    table.index(['ended_at'], 'runs_ended_idx');
  });

  await knex.schema.createTable('run_plans', table => {
    table.comment('What runs would do, without its secrets');
    table
      .string('run_id', 36)
      .primary()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.text('summary', 'longtext').notNullable().comment('JSON');
    table.text('cost_after', 'longtext').notNullable().comment('JSON');
  });

  await knex.schema.createTable('run_logs', table => {
    table.comment('Masked lines of runs, some at a time');
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.integer('first').notNullable().comment('Position of its first line');
    table.integer('last').notNullable();
    table.text('lines', 'longtext').notNullable().comment('JSON');
    table.primary(['run_id', 'first']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('run_logs');
  await knex.schema.dropTable('run_plans');
  await knex.schema.dropTable('runs');
  await knex.schema.dropTable('stacks');
};
