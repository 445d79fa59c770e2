mock_provider "aws" {
  source = "../../mocks/aws"
}

variables {
  identifier     = "heal7-production"
  database_name  = "heal7_production"
  instance_class = "db.r6g.xlarge"
  storage_gb     = 1000
  max_storage_gb = 5000
  vpc_id         = "vpc-1"
  subnet_ids     = ["subnet-a", "subnet-b"]
}

run "as_the_design_says_where_it_was_right" {
  command = plan

  assert {
    condition     = aws_db_instance.primary.instance_class == "db.r6g.xlarge" && aws_db_instance.primary.allocated_storage == 1000 && aws_db_instance.primary.max_allocated_storage == 5000
    error_message = "size and storage"
  }

  assert {
    condition     = aws_db_instance.primary.storage_type == "gp3" && aws_db_instance.primary.storage_encrypted
    error_message = "gp3, encrypted"
  }

  assert {
    condition     = aws_db_instance.primary.backup_retention_period == 7
    error_message = "seven days of backups"
  }

  assert {
    condition     = aws_db_instance.primary.performance_insights_enabled && aws_db_instance.primary.monitoring_interval == 60
    error_message = "Performance Insights, and enhanced monitoring every minute"
  }

  assert {
    condition     = aws_db_instance.primary.username == "heal7_admin" && aws_db_instance.primary.db_name == "heal7_production"
    error_message = "names"
  }
}

run "the_version_is_supported_and_stays_so" {
  command = plan

  assert {
    condition     = aws_db_instance.primary.engine_version == "17" && aws_db_instance.primary.auto_minor_version_upgrade
    error_message = "the major version, and AWS renews the minor one"
  }

  assert {
    condition     = aws_db_instance.primary.engine_lifecycle_support == "open-source-rds-extended-support-disabled"
    error_message = "never into extended support without being asked"
  }

  assert {
    condition     = aws_db_parameter_group.this.family == "postgres17"
    error_message = "the group is of the same family"
  }
}

run "nobody_writes_the_password" {
  command = plan

  assert {
    condition     = aws_db_instance.primary.manage_master_user_password && aws_db_instance.primary.password == null
    error_message = "AWS makes and keeps it"
  }

  assert {
    condition     = aws_db_instance.primary.iam_database_authentication_enabled
    error_message = "roles may prove themselves by IAM"
  }
}

run "a_new_password_at_an_hour_that_people_know" {
  command = plan

  assert {
    condition     = aws_secretsmanager_secret_rotation.admin.rotation_rules[0].schedule_expression == "cron(0 19 1 * ? *)" && !aws_secretsmanager_secret_rotation.admin.rotate_immediately
    error_message = "04:00 in Seoul, once a month"
  }
}

run "losing_it_takes_more_than_one_mistake" {
  command = plan

  assert {
    condition     = aws_db_instance.primary.multi_az && aws_db_instance.primary.deletion_protection
    error_message = "a standby, and deletion protection"
  }

  assert {
    condition     = !aws_db_instance.primary.skip_final_snapshot && !aws_db_instance.primary.delete_automated_backups && startswith(aws_db_instance.primary.final_snapshot_identifier, "heal7-production-final-")
    error_message = "a last snapshot, and the backups stay"
  }

  assert {
    condition     = !aws_db_instance.primary.apply_immediately
    error_message = "a change that restarts waits for the window"
  }
}

run "the_windows_are_night_in_seoul" {
  command = plan

  assert {
    condition     = aws_db_instance.primary.backup_window == "18:00-19:00"
    error_message = "03:00-04:00 in Seoul is 18:00-19:00 UTC"
  }

  assert {
    condition     = aws_db_instance.primary.maintenance_window == "sat:19:30-sat:20:30"
    error_message = "Sunday 04:30-05:30 in Seoul is Saturday 19:30-20:30 UTC"
  }
}

run "the_sketched_windows_meet" {
  command = plan

  variables {
    backup_window      = "03:00-04:00"
    maintenance_window = "sun:04:00-sun:05:00"
  }

  expect_failures = [aws_db_instance.primary]
}

run "windows_meet_across_midnight" {
  command = plan

  variables {
    backup_window      = "23:30-00:30"
    maintenance_window = "mon:00:00-mon:01:00"
  }

  expect_failures = [aws_db_instance.primary]
}

run "a_maintenance_that_lasts_into_the_backup_meets_it" {
  command = plan

  variables {
    backup_window      = "18:00-19:00"
    maintenance_window = "sat:17:00-sat:18:00"
  }

  expect_failures = [aws_db_instance.primary]
}

run "windows_apart_across_midnight_are_fine" {
  command = plan

  variables {
    backup_window      = "23:30-00:30"
    maintenance_window = "mon:01:00-mon:02:00"
  }
}

run "the_tuning_is_in_the_units_of_postgresql" {
  command = plan

  assert {
    condition = {
      for parameter in aws_db_parameter_group.this.parameter : parameter.name => parameter.value
      } == {
      max_connections            = "200"
      shared_buffers             = "{DBInstanceClassMemory/32768}"
      effective_cache_size       = "{DBInstanceClassMemory*3/32768}"
      work_mem                   = "16384"
      maintenance_work_mem       = "524288"
      shared_preload_libraries   = "pg_stat_statements"
      log_min_duration_statement = "500"
      log_lock_waits             = "1"
      "rds.force_ssl"            = "1"
    }
    error_message = "16 MiB and 512 MiB in kB, a quarter and three quarters of the memory in pages of 8 kB"
  }

  assert {
    condition = toset([
      for parameter in aws_db_parameter_group.this.parameter : parameter.name if parameter.apply_method == "pending-reboot"
    ]) == toset(["max_connections", "shared_buffers", "shared_preload_libraries"])
    error_message = "RDS refuses to apply static parameters at once"
  }
}

run "a_subscriber_elsewhere_cannot_fill_the_storage" {
  command = plan

  variables {
    logical_replication = { max_slot_wal_keep_gb = 100 }
  }

  assert {
    condition = anytrue([
      for parameter in aws_db_parameter_group.this.parameter : parameter.name == "max_slot_wal_keep_size" && parameter.value == "102400"
    ])
    error_message = "100 GB in MB"
  }

  assert {
    condition = anytrue([
      for parameter in aws_db_parameter_group.this.parameter : parameter.name == "rds.logical_replication" && parameter.value == "1" && parameter.apply_method == "pending-reboot"
      ]) && anytrue([
      for parameter in aws_db_parameter_group.this.parameter : parameter.name == "shared_preload_libraries" && parameter.value == "pg_stat_statements,pglogical"
    ])
    error_message = "logical replication is on, and its library is loaded"
  }
}

run "only_named_clients_reach_it" {
  command = plan

  variables {
    client_security_group_ids = { pods = "sg-pods" }
    client_cidrs              = { "gcp nodes" = "10.20.0.0/20" }
  }

  assert {
    condition     = !aws_db_instance.primary.publicly_accessible
    error_message = "no public address"
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.group["pods"].from_port == 5432 && aws_vpc_security_group_ingress_rule.group["pods"].to_port == 5432
    error_message = "its port and no other, for the group"
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.range["gcp nodes"].cidr_ipv4 == "10.20.0.0/20" && aws_vpc_security_group_ingress_rule.range["gcp nodes"].from_port == 5432
    error_message = "its port and no other, for the range"
  }
}

run "replicas_are_as_safe_as_the_primary" {
  command = plan

  variables {
    instance_class = "db.r6g.2xlarge"
    storage_gb     = 2000
    max_storage_gb = 10000
    replicas = {
      reader-1 = { instance_class = "db.r6g.xlarge" }
      reader-2 = { instance_class = "db.r6g.xlarge" }
    }
  }

  assert {
    condition     = length(aws_db_instance.replica) == 2 && aws_db_instance.replica["reader-1"].identifier == "heal7-production-reader-1" && aws_db_instance.replica["reader-1"].replicate_source_db == "heal7-production"
    error_message = "two, following the primary"
  }

  assert {
    condition     = alltrue([for replica in aws_db_instance.replica : replica.storage_encrypted && replica.deletion_protection && !replica.publicly_accessible && replica.max_allocated_storage == 10000])
    error_message = "encrypted, protected, private, and growing as far"
  }
}

run "logs_end" {
  command = plan

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.primary : group.retention_in_days == 90]) && length(aws_cloudwatch_log_group.primary) == 2
    error_message = "both logs are kept for 90 days"
  }
}

run "a_version_out_of_support_is_refused" {
  command = plan

  variables {
    major_version = "15.4"
  }

  expect_failures = [var.major_version]
}

run "storage_that_could_not_grow_is_refused" {
  command = plan

  variables {
    max_storage_gb = 1050
  }

  expect_failures = [var.max_storage_gb]
}

run "no_backups_are_refused" {
  command = plan

  variables {
    backup_retention_days = 0
  }

  expect_failures = [var.backup_retention_days]
}

run "a_rotation_off_the_hour_is_refused" {
  command = plan

  variables {
    password_rotation = "cron(30 19 1 * ? *)"
  }

  expect_failures = [var.password_rotation]
}

run "one_zone_is_refused" {
  command = plan

  variables {
    subnet_ids = ["subnet-a"]
  }

  expect_failures = [var.subnet_ids]
}

run "the_whole_internet_is_refused" {
  command = plan

  variables {
    client_cidrs = { everybody = "0.0.0.0/0" }
  }

  expect_failures = [var.client_cidrs]
}
