# Everything here is made in the region of the provider that is handed in.

module "key" {
  source = "../aws-key"

  description = "Copies of backups of ${var.name}"
}

resource "aws_db_instance_automated_backups_replication" "this" {
  source_db_instance_arn = var.source_db_instance_arn
  kms_key_id             = module.key.arn
  retention_period       = var.retention_days
}
