// @ts-check

/**
 * What the portal remembers beside the stacks themselves.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('settings', table => {
    table.comment('What all replicas have to agree on');
    table.string('key').primary();
    table.text('value').notNullable();
  });

  await knex.schema.createTable('continuations', table => {
    table.comment('Tasks of the scaffolder that followed a run');
    table
      .string('run_id', 36)
      .primary()
      .comment('At most one a run, whoever starts it');
    table.bigInteger('claimed_at').notNullable().comment('Epoch, ms');
    table.string('task_id').nullable();
    table.text('error').nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('continuations');
  await knex.schema.dropTable('settings');
};
