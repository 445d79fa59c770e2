variable "name" {
  description = "Name of the instance. Google keeps a deleted one's name for a week."
  type        = string
  default     = "heal7-production-replica"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,96}[a-z0-9]$", var.name))
    error_message = "Lower-case letters, digits and hyphens, a letter first and no hyphen last."
  }
}

variable "project_id" {
  description = "The Google Cloud project."
  type        = string
}

variable "region" {
  description = "Where the instance is."
  type        = string
  default     = "asia-northeast3"
}

variable "network" {
  description = "Where its private address is: the network, and the range of its private service connection by name."
  type = object({
    network_id          = string
    database_range_name = string
  })
}

variable "role" {
  description = "A follower receives rows from RDS; a promoted instance is the writer, and highly available."
  type        = string
  default     = "follower"

  validation {
    condition     = contains(["follower", "promoted"], var.role)
    error_message = "follower or promoted."
  }
}

variable "database_version" {
  description = "The major version: that of RDS, or a later one, since rows are not replicated to an earlier one."
  type        = string
  default     = "POSTGRES_17"

  # Those that the module for RDS takes. Rows are replicated to the same major
  # version or a later one: https://cloud.google.com/database-migration/docs/postgres/db-versions
  validation {
    condition     = contains(["POSTGRES_16", "POSTGRES_17", "POSTGRES_18"], var.database_version)
    error_message = "POSTGRES_16, POSTGRES_17 or POSTGRES_18, like RDS: older ones are about to leave support."
  }
}

variable "tier" {
  description = "Processors and memory: db-custom-<processors>-<MB>. Memory settings below follow it."
  type        = string
  default     = "db-custom-4-16384"

  validation {
    condition     = can(regex("^db-custom-[0-9]+-[0-9]+$", var.tier))
    error_message = "The Enterprise edition takes custom tiers, like db-custom-4-16384."
  }
}

variable "max_connections" {
  description = "Connections at a time."
  type        = number
  default     = 200
}

variable "disk" {
  description = "GB of the disk, and up to how many it grows by itself. It never shrinks."
  type = object({
    size  = optional(number, 1000)
    limit = optional(number, 5000)
  })
  default = {}

  validation {
    condition     = var.disk.size >= 10 && var.disk.size <= var.disk.limit
    error_message = "A disk has at least 10 GB, and its limit is not below its size."
  }
}

variable "database" {
  description = "Name of the database in it."
  type        = string
  default     = "heal7_production"
}

variable "service_accounts" {
  description = "E-mails of the service accounts that may sign in. They have no password: their tokens are the proof."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.service_accounts : endswith(email, ".gserviceaccount.com")])
    error_message = "Every one is the e-mail of a service account."
  }
}

variable "backups" {
  description = "Daily backups that are kept."
  type        = number
  default     = 7

  validation {
    condition     = var.backups >= 1 && var.backups <= 365
    error_message = "1 to 365 backups."
  }
}

variable "deletion_protection" {
  description = "Whether the provider, and Google itself, refuse to delete the instance."
  type        = bool
  default     = true
}

variable "labels" {
  description = "Labels of the instance."
  type        = map(string)
  default     = {}
}
