locals {
  port = 5432

  log_exports = ["postgresql", "upgrade"]
}

module "key" {
  source = "../aws-key"

  description = "Storage, snapshots, insights, logs and admin password of ${var.identifier}"
  alias       = "${var.identifier}-postgres"
  for_logs    = true
}

resource "aws_db_subnet_group" "this" {
  name       = var.identifier
  subnet_ids = var.subnet_ids
}

resource "aws_db_instance" "primary" {
  #checkov:skip=CKV2_AWS_69:rds.force_ssl is 1 in the parameter group, through a map that this cannot follow

  identifier     = var.identifier
  engine         = "postgres"
  engine_version = var.major_version
  instance_class = var.instance_class

  # After standard support AWS would charge extended support by the hour rather
  # than upgrade; then the upgrade is the lesser surprise.
  engine_lifecycle_support    = "open-source-rds-extended-support-disabled"
  auto_minor_version_upgrade  = true
  allow_major_version_upgrade = false

  storage_type          = "gp3"
  allocated_storage     = var.storage_gb
  max_allocated_storage = var.max_storage_gb
  storage_encrypted     = true
  kms_key_id            = module.key.arn

  db_name                             = var.database_name
  username                            = var.admin_username
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = module.key.arn
  iam_database_authentication_enabled = true

  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  port                   = local.port
  publicly_accessible    = false
  multi_az               = var.multi_az
  ca_cert_identifier     = "rds-ca-rsa2048-g1"
  parameter_group_name   = aws_db_parameter_group.this.name

  backup_retention_period   = var.backup_retention_days
  backup_window             = var.backup_window
  maintenance_window        = var.maintenance_window
  copy_tags_to_snapshot     = true
  delete_automated_backups  = false
  deletion_protection       = var.deletion_protection
  skip_final_snapshot       = false
  final_snapshot_identifier = "${var.identifier}-final-${formatdate("YYYYMMDDhhmmss", plantimestamp())}"

  performance_insights_enabled          = true
  performance_insights_kms_key_id       = module.key.arn
  performance_insights_retention_period = 7
  database_insights_mode                = "standard"
  monitoring_interval                   = 60
  monitoring_role_arn                   = aws_iam_role.monitoring.arn
  enabled_cloudwatch_logs_exports       = local.log_exports

  # A change that restarts waits for the window.
  apply_immediately = false

  tags = { Name = "${var.identifier}-db" }

  lifecycle {
    # Set once, so that an instance made again never meets the last one's snapshot.
    ignore_changes = [final_snapshot_identifier]

    precondition {
      condition     = local.windows_apart
      error_message = "The maintenance window meets the backup window; RDS refuses that."
    }
  }

  depends_on = [aws_cloudwatch_log_group.primary]
}

# AWS's own schedule is every seven days from whenever the instance was made.
resource "aws_secretsmanager_secret_rotation" "admin" {
  secret_id          = aws_db_instance.primary.master_user_secret[0].secret_arn
  rotate_immediately = false

  rotation_rules {
    schedule_expression = var.password_rotation
    duration            = "1h"
  }
}

resource "aws_db_instance" "replica" {
  #checkov:skip=CKV_AWS_157:The primary has a standby; a replica that is lost is made again
  #checkov:skip=CKV2_AWS_69:rds.force_ssl is 1 in the parameter group, through a map that this cannot follow

  for_each = var.replicas

  identifier          = "${var.identifier}-${each.key}"
  replicate_source_db = aws_db_instance.primary.identifier
  instance_class      = each.value.instance_class

  engine_lifecycle_support   = "open-source-rds-extended-support-disabled"
  auto_minor_version_upgrade = true

  storage_type          = "gp3"
  max_allocated_storage = var.max_storage_gb
  storage_encrypted     = true
  kms_key_id            = module.key.arn

  iam_database_authentication_enabled = true

  vpc_security_group_ids = [aws_security_group.this.id]
  port                   = local.port
  publicly_accessible    = false
  ca_cert_identifier     = "rds-ca-rsa2048-g1"
  parameter_group_name   = aws_db_parameter_group.this.name

  maintenance_window    = var.maintenance_window
  copy_tags_to_snapshot = true
  deletion_protection   = var.deletion_protection
  # RDS takes none of a replica: what it holds is the primary's.
  skip_final_snapshot = true

  performance_insights_enabled          = true
  performance_insights_kms_key_id       = module.key.arn
  performance_insights_retention_period = 7
  database_insights_mode                = "standard"
  monitoring_interval                   = 60
  monitoring_role_arn                   = aws_iam_role.monitoring.arn
  enabled_cloudwatch_logs_exports       = local.log_exports

  apply_immediately = false

  tags = { Name = "${var.identifier}-${each.key}-db" }
}
