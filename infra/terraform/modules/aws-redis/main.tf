locals {
  port = 6379
}

module "key" {
  source = "../aws-key"

  description = "Data, snapshots and logs of ${var.name}"
  alias       = "${var.name}-cache"
  for_logs    = true
}

resource "aws_elasticache_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_elasticache_parameter_group" "this" {
  name        = var.name
  family      = "redis7"
  description = "Settings of ${var.name}"

  # Full is full: keys with an end of life go first, sessions without one stay.
  parameter {
    name  = "maxmemory-policy"
    value = "volatile-lru"
  }

  # For replication and failover, of the node's memory, in percent.
  parameter {
    name  = "reserved-memory-percent"
    value = "25"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_cloudwatch_log_group" "slow" {
  #checkov:skip=CKV_AWS_338:The design keeps logs for 90 days

  name              = "/heal7/${var.name}/slow"
  retention_in_days = 90
  kms_key_id        = module.key.arn
}

resource "aws_elasticache_replication_group" "this" {
  #checkov:skip=CKV2_AWS_50:Failover follows the number of nodes; ElastiCache refuses it for one

  replication_group_id = var.name
  description          = "Redis of ${var.name}"
  engine               = "redis"
  engine_version       = var.engine_version
  node_type            = var.node_type
  num_cache_clusters   = var.nodes
  port                 = local.port
  parameter_group_name = aws_elasticache_parameter_group.this.name

  multi_az_enabled           = var.nodes > 1
  automatic_failover_enabled = var.nodes > 1

  subnet_group_name  = aws_elasticache_subnet_group.this.name
  security_group_ids = [aws_security_group.this.id]

  at_rest_encryption_enabled = true
  kms_key_id                 = module.key.arn
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  user_group_ids             = [aws_elasticache_user_group.this.user_group_id]

  snapshot_retention_limit   = var.snapshot_retention_days
  snapshot_window            = var.snapshot_window
  final_snapshot_identifier  = var.snapshot_retention_days == 0 ? null : "${var.name}-final"
  maintenance_window         = var.maintenance_window
  auto_minor_version_upgrade = true
  apply_immediately          = false

  log_delivery_configuration {
    destination      = aws_cloudwatch_log_group.slow.name
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "slow-log"
  }

  tags = { Name = var.name }
}
