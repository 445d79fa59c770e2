# An instance of its own, not a Cloud SQL replica: master_instance_name takes
# Cloud SQL instances alone, and RDS is none. It follows RDS by a subscription
# that is made in SQL (docs/design/gcp.md).
resource "google_sql_database_instance" "this" {
  #checkov:skip=CKV_GCP_6:ssl_mode refuses plain text; services prove themselves by IAM tokens, not by client certificates
  #checkov:skip=CKV_GCP_79:The major version is that of RDS, whose rows it receives
  #checkov:skip=CKV_GCP_108:A look-up in DNS for every connection, of addresses that are all private
  #checkov:skip=CKV_GCP_110:Statements are not audited: that of a subscription holds its password
  #checkov:skip=CKV_GCP_111:Statements are not logged: that of a subscription holds its password
  #checkov:skip=CKV2_GCP_13:Query Insights has the durations, without a line a statement
  project          = var.project_id
  name             = var.name
  region           = var.region
  database_version = var.database_version

  # This provider's refusal; Google's own is in the settings.
  deletion_protection = var.deletion_protection

  settings {
    tier = var.tier
    # The default of new versions is Enterprise Plus, which has no custom tiers.
    edition = "ENTERPRISE"

    # A highly available instance cannot subscribe: its outgoing address changes
    # on failover. https://cloud.google.com/sql/docs/postgres/replication/configure-external-replica
    availability_type = var.role == "promoted" ? "REGIONAL" : "ZONAL"

    deletion_protection_enabled = var.deletion_protection
    retain_backups_on_delete    = true
    user_labels                 = var.labels

    disk_type             = "PD_SSD"
    disk_size             = var.disk.size
    disk_autoresize       = true
    disk_autoresize_limit = var.disk.limit

    ip_configuration {
      ipv4_enabled       = false
      private_network    = var.network.network_id
      allocated_ip_range = var.network.database_range_name
      ssl_mode           = "ENCRYPTED_ONLY"
    }

    # 18:00 UTC is 03:00 in Seoul.
    backup_configuration {
      enabled                        = true
      start_time                     = "18:00"
      point_in_time_recovery_enabled = true
      transaction_log_retention_days = 7

      backup_retention_settings {
        retained_backups = var.backups
        retention_unit   = "COUNT"
      }
    }

    final_backup_config {
      enabled        = true
      retention_days = 30
    }

    # Saturday (6), 19:00 UTC: Sunday 04:00 in Seoul.
    maintenance_window {
      day          = 6
      hour         = 19
      update_track = "stable"
    }

    insights_config {
      query_insights_enabled  = true
      record_application_tags = true
      # Addresses of clients are personal data where there are people behind them.
      record_client_address = false
    }

    # What the database tells of itself.
    database_flags {
      name  = "log_checkpoints"
      value = "on"
    }
    database_flags {
      name  = "log_connections"
      value = "on"
    }
    database_flags {
      name  = "log_disconnections"
      value = "on"
    }
    database_flags {
      name  = "log_lock_waits"
      value = "on"
    }
    database_flags {
      name  = "log_temp_files"
      value = "0"
    }
    database_flags {
      name  = "log_min_error_statement"
      value = "error"
    }

    # What it may use and does (flags.tf).
    dynamic "database_flags" {
      for_each = local.flags

      content {
        name  = database_flags.key
        value = database_flags.value
      }
    }
  }

  lifecycle {
    # It grows by itself: a plan must not want it back to its first size.
    ignore_changes = [settings[0].disk_size]
  }
}

resource "google_sql_database" "this" {
  project  = var.project_id
  instance = google_sql_database_instance.this.name
  name     = var.database
}

resource "google_sql_user" "service_account" {
  for_each = var.service_accounts

  project  = var.project_id
  instance = google_sql_database_instance.this.name
  type     = "CLOUD_IAM_SERVICE_ACCOUNT"
  # PostgreSQL's names end before this suffix.
  name = trimsuffix(each.value, ".gserviceaccount.com")
}
