mock_provider "google" {}

variables {
  project_id = "heal7-production"
  network = {
    network_id          = "projects/heal7-production/global/networks/heal7"
    database_range_name = "heal7-database"
  }
}

run "is_the_instance_of_the_design" {
  command = plan

  assert {
    condition = (
      google_sql_database_instance.this.settings[0].tier == "db-custom-4-16384" &&
      google_sql_database_instance.this.settings[0].edition == "ENTERPRISE"
    )
    error_message = "a custom tier, of the edition that has them"
  }
  assert {
    condition = (
      google_sql_database_instance.this.settings[0].ip_configuration[0].ipv4_enabled == false &&
      google_sql_database_instance.this.settings[0].ip_configuration[0].ssl_mode == "ENCRYPTED_ONLY"
    )
    error_message = "no public address, and no plain text"
  }
  assert {
    condition = contains([
      for flag in google_sql_database_instance.this.settings[0].database_flags : "${flag.name}=${flag.value}"
    ], "max_connections=200")
    error_message = "200 connections"
  }
}

run "is_no_replica_of_a_cloud_sql_instance" {
  command = plan

  assert {
    condition     = length(google_sql_database_instance.this.replica_configuration) == 0
    error_message = "RDS is no Cloud SQL instance, so it cannot be the master of one"
  }
  assert {
    condition     = google_sql_database_instance.this.settings[0].backup_configuration[0].point_in_time_recovery_enabled
    error_message = "being no replica, it can be taken back to a point in time"
  }
}

run "can_subscribe" {
  command = plan

  assert {
    condition     = google_sql_database_instance.this.settings[0].availability_type == "ZONAL"
    error_message = "a highly available instance cannot be a subscriber"
  }
  assert {
    condition = length(setintersection(
      [for flag in google_sql_database_instance.this.settings[0].database_flags : "${flag.name}=${flag.value}"],
      ["cloudsql.enable_pglogical=on", "cloudsql.logical_decoding=on"],
    )) == 2
    error_message = "the flags that pglogical needs are set"
  }
}

run "is_highly_available_once_it_is_the_writer" {
  command = plan

  variables {
    role = "promoted"
  }

  assert {
    condition     = google_sql_database_instance.this.settings[0].availability_type == "REGIONAL"
    error_message = "the writer survives a zone"
  }
}

run "tunes_memory_to_the_tier" {
  command = plan

  assert {
    condition = {
      for flag in google_sql_database_instance.this.settings[0].database_flags : flag.name => flag.value
      if contains(["shared_buffers", "effective_cache_size", "work_mem", "maintenance_work_mem"], flag.name)
      } == {
      # 4 GB and 12 GB in blocks of 8 kB, 16 MB and 512 MB in kB.
      shared_buffers       = "524288"
      effective_cache_size = "1572864"
      work_mem             = "16384"
      maintenance_work_mem = "524288"
    }
    error_message = "the values of the performance chapter, in the units of the flags"
  }
}

run "keeps_windows_of_seoul_s_night" {
  command = plan

  assert {
    condition = (
      google_sql_database_instance.this.settings[0].backup_configuration[0].start_time == "18:00" &&
      google_sql_database_instance.this.settings[0].maintenance_window[0].day == 6 &&
      google_sql_database_instance.this.settings[0].maintenance_window[0].hour == 19
    )
    error_message = "backups at 03:00 and maintenance on Sunday at 04:00, in Seoul"
  }
  assert {
    condition     = one(google_sql_database_instance.this.settings[0].backup_configuration[0].backup_retention_settings).retained_backups == 7
    error_message = "7 days of backups"
  }
}

run "is_hard_to_delete" {
  command = plan

  assert {
    condition = (
      google_sql_database_instance.this.deletion_protection &&
      google_sql_database_instance.this.settings[0].deletion_protection_enabled &&
      google_sql_database_instance.this.settings[0].final_backup_config[0].enabled
    )
    error_message = "both protections are on, and a last backup is taken"
  }
}

run "signs_services_in_without_passwords" {
  command = plan

  variables {
    service_accounts = ["web@heal7-production.iam.gserviceaccount.com"]
  }

  assert {
    condition     = one(values(google_sql_user.service_account)).name == "web@heal7-production.iam"
    error_message = "PostgreSQL knows the account without its last suffix"
  }
  assert {
    condition     = one(values(google_sql_user.service_account)).password == null
    error_message = "there is no password that could end in a state"
  }
}

run "refuses_a_version_out_of_support" {
  command = plan

  variables {
    database_version = "POSTGRES_15"
  }

  expect_failures = [var.database_version]
}

run "refuses_a_limit_below_the_size" {
  command = plan

  variables {
    disk = { size = 2000, limit = 1000 }
  }

  expect_failures = [var.disk]
}
