// @ts-check

/**
 * Lies in the scaffolder's own database, beside its tables.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('heal7_name_reservations', table => {
    table.comment('Names of services that tasks are making at the moment');
    table.string('name').primary();
    table.string('task_id').notNullable().index();
    table.bigInteger('expires_at').notNullable().comment('Epoch, ms');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('heal7_name_reservations');
};
