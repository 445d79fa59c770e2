// @ts-check

/**
 * Plans that promote in waves, their stories, and what an act was part of.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('wave_plans', table => {
    table.comment('Promotions in several clusters, one wave after the other');
    table.string('id', 36).primary();
    table.string('entity_ref').notNullable();
    table
      .string('running_for')
      .nullable()
      .comment('The entity while it runs, then null: one at a time');
    table.integer('version').notNullable().comment('Counts every write');
    table
      .bigInteger('due_at')
      .notNullable()
      .comment('Epoch, ms: when to look at it next, or until when one does');
    table.bigInteger('started_at').notNullable().comment('Epoch, ms');
    table.text('plan', 'longtext').notNullable().comment('JSON');
    table.unique(['running_for'], { indexName: 'wave_plans_running_uidx' });
    table.index(['entity_ref', 'started_at'], 'wave_plans_entity_idx');
    table.index(['due_at'], 'wave_plans_due_idx');
  });

  await knex.schema.createTable('wave_events', table => {
    table.comment('What happened in a plan');
    table.bigIncrements('id');
    table
      .string('plan_id', 36)
      .notNullable()
      .references('id')
      .inTable('wave_plans')
      .onDelete('CASCADE');
    table.text('event').notNullable().comment('JSON');
    table.index(['plan_id', 'id'], 'wave_events_plan_idx');
  });

  await knex.schema.alterTable('acts', table => {
    table
      .string('via')
      .nullable()
      .comment('What carried it out for the actor; null: by hand');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('acts', table => {
    table.dropColumn('via');
  });
  await knex.schema.dropTable('wave_events');
  await knex.schema.dropTable('wave_plans');
};
