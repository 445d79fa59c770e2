variable "identifier" {
  description = "Name of the instance, and first part of what belongs to it."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9]|-[a-z0-9]){0,50}$", var.identifier))
    error_message = "An identifier has at most 51 lower-case letters, digits and single hyphens, and begins with a letter."
  }
}

variable "major_version" {
  description = "Major version of PostgreSQL; AWS picks and renews the minor one in the maintenance window."
  type        = string
  default     = "17"
  nullable    = false

  # In standard support, looked up in November 2026:
  # https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html
  # A minor version such as 15.4 is taken out of support well before its major one.
  validation {
    condition     = contains(["16", "17", "18"], var.major_version)
    error_message = "PostgreSQL 16, 17 or 18: older ones are about to leave standard support, and a minor version is not pinned."
  }
}

variable "instance_class" {
  description = "Size of the primary, e.g. db.r6g.xlarge."
  type        = string
  nullable    = false

  validation {
    condition     = startswith(var.instance_class, "db.")
    error_message = "A class of RDS begins with \"db.\"."
  }
}

variable "replicas" {
  description = "Read replicas: their classes, by the last part of their names."
  type        = map(object({ instance_class = string }))
  default     = {}
  nullable    = false

  validation {
    condition     = length(var.replicas) <= 15
    error_message = "RDS for PostgreSQL has at most 15 replicas of an instance."
  }
}

variable "storage_gb" {
  description = "What the storage begins with; it grows and never shrinks."
  type        = number
  nullable    = false

  validation {
    condition     = var.storage_gb >= 20 && var.storage_gb <= 65536
    error_message = "gp3 storage has 20 to 65536 GB."
  }
}

variable "max_storage_gb" {
  description = "What the storage may grow to by itself."
  type        = number
  nullable    = false

  # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
  validation {
    condition     = var.max_storage_gb >= 1.1 * var.storage_gb && var.max_storage_gb <= 65536
    error_message = "The limit is at least 10 % above the storage it begins with, and at most 65536 GB."
  }
}

variable "database_name" {
  description = "Database that is made with the instance."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z_][a-z0-9_]{0,62}$", var.database_name))
    error_message = "A database's name has lower-case letters, digits and underscores, and does not begin with a digit."
  }
}

variable "admin_username" {
  description = "The role that owns everything; its password is made, kept and rotated by AWS."
  type        = string
  default     = "heal7_admin"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z_][a-z0-9_]{0,62}$", var.admin_username)) && !contains(["postgres", "rdsadmin", "admin"], var.admin_username)
    error_message = "The role's name has lower-case letters, digits and underscores, and is none that RDS reserves."
  }
}

variable "password_rotation" {
  description = "When AWS makes a new password for the admin, in UTC. Who holds the old one opens no new connections, so it is an hour that people know: 04:00 in Seoul on the second of each month."
  type        = string
  default     = "cron(0 19 1 * ? *)"
  nullable    = false

  validation {
    condition     = can(regex("^cron\\(0 .+\\)$", var.password_rotation))
    error_message = "A schedule of Secrets Manager, on the hour: cron(0 19 1 * ? *)."
  }
}

variable "multi_az" {
  description = "Whether a standby in another zone takes over when the primary's fails."
  type        = bool
  default     = true
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether RDS refuses to delete the instance."
  type        = bool
  default     = true
  nullable    = false
}

variable "backup_retention_days" {
  description = "Days to which the database can be restored to any second."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 35
    error_message = "1 to 35 days: 0 would turn backups off, and replicas with them."
  }
}

variable "backup_window" {
  description = "When the daily snapshot is taken, in UTC; 18:00-19:00 is 03:00-04:00 in Seoul."
  type        = string
  default     = "18:00-19:00"
  nullable    = false

  validation {
    condition     = can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$", var.backup_window))
    error_message = "The backup window is hh:mm-hh:mm in UTC."
  }
}

variable "maintenance_window" {
  description = "When AWS may restart the instance, in UTC; sat:19:30-sat:20:30 is Sunday 04:30-05:30 in Seoul."
  type        = string
  default     = "sat:19:30-sat:20:30"
  nullable    = false

  validation {
    condition     = can(regex("^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$", var.maintenance_window))
    error_message = "The maintenance window is ddd:hh:mm-ddd:hh:mm in UTC."
  }
}

variable "max_connections" {
  description = "Connections the server accepts; the services' pools have to add up to less."
  type        = number
  default     = 200
  nullable    = false
}

variable "work_mem_mb" {
  description = "Memory of each sort and hash, in MiB."
  type        = number
  default     = 16
  nullable    = false
}

variable "maintenance_work_mem_mb" {
  description = "Memory of VACUUM and CREATE INDEX, in MiB."
  type        = number
  default     = 512
  nullable    = false
}

variable "logical_replication" {
  description = "For subscribers elsewhere, such as Cloud SQL; null for none. The WAL kept for one that is gone is capped, as it would fill the storage."
  type        = object({ max_slot_wal_keep_gb = number })
  default     = null
}

variable "vpc_id" {
  description = "Network the instance is in."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "Subnets of at least two zones."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "RDS needs subnets in at least two zones."
  }
}

variable "client_security_group_ids" {
  description = "Groups whose members may connect, by what they are."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "client_cidrs" {
  description = "Ranges that may connect, by what they are, such as another cloud behind the VPN."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for range in values(var.client_cidrs) : can(cidrhost(range, 0)) && tonumber(split("/", range)[1]) >= 8])
    error_message = "A database is not opened to a range wider than a /8."
  }
}
