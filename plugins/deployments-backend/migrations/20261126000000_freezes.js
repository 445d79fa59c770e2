// @ts-check

/**
 * Times that are compared are milliseconds since the epoch.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('freezes', table => {
    table.comment('Times in which nobody may act');
    table.string('id', 36).primary();
    table.string('cluster').nullable().comment('Null: all clusters');
    table.string('environment').nullable().comment('Null: all environments');
    table.bigInteger('starts_at').notNullable().comment('Epoch, ms');
    table.bigInteger('ends_at').notNullable().comment('Epoch, ms');
    table.text('reason').notNullable();
    table.string('declared_by').notNullable().comment('Entity ref or subject');
    table.string('declared_at').notNullable().comment('ISO 8601');
    table.index(['ends_at'], 'freezes_ends_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('freezes');
};
