locals {
  # In the units of PostgreSQL: pages of 8 kB (8,192 bytes) and kB. RDS computes
  # the two formulas from the memory of each instance, so that one group fits the
  # primary and smaller replicas: memory / 4 / 8192 and memory * 3 / 4 / 8192. On
  # 16 GiB they are the design's 4 GB and 12 GB, on 32 GiB 8 GiB and 24 GiB (less
  # what RDS keeps for itself).
  # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ParamValuesRef.html
  static = {
    max_connections          = tostring(var.max_connections)
    shared_buffers           = "{DBInstanceClassMemory/32768}"
    shared_preload_libraries = join(",", concat(["pg_stat_statements"], var.logical_replication == null ? [] : ["pglogical"]))
  }

  dynamic = {
    effective_cache_size       = "{DBInstanceClassMemory*3/32768}"
    work_mem                   = tostring(var.work_mem_mb * 1024)
    maintenance_work_mem       = tostring(var.maintenance_work_mem_mb * 1024)
    log_min_duration_statement = "500"
    log_lock_waits             = "1"
    "rds.force_ssl"            = "1"
  }

  replication_static  = var.logical_replication == null ? {} : { "rds.logical_replication" = "1" }
  replication_dynamic = var.logical_replication == null ? {} : { max_slot_wal_keep_size = tostring(var.logical_replication.max_slot_wal_keep_gb * 1024) }
}

resource "aws_db_parameter_group" "this" {
  name_prefix = "${var.identifier}-"
  family      = "postgres${var.major_version}"
  description = "Tuning of ${var.identifier}"

  dynamic "parameter" {
    for_each = merge(local.static, local.replication_static)

    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = "pending-reboot"
    }
  }

  dynamic "parameter" {
    for_each = merge(local.dynamic, local.replication_dynamic)

    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = "immediate"
    }
  }

  lifecycle {
    # A major version needs a group of its own family before the old one goes.
    create_before_destroy = true
  }
}
