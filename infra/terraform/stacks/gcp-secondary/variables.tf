variable "heal7" {
  description = "Whose stack this is; filled in by the portal."
  type = object({
    stack       = string
    environment = string
    owner       = string
    system      = string
    cost_centre = string
  })
  nullable = false
}

variable "deletion_protection" {
  description = "Whether destroying has to be refused; filled in by the portal."
  type        = bool
  default     = true
  nullable    = false
}

variable "project_id" {
  description = "The Google Cloud project that everything is in."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "A project's id has 6 to 30 lower-case letters, digits and hyphens, a letter first and no hyphen last."
  }
}

variable "spot" {
  description = "Spot machines, which cost less and may be taken away at any time. Not in production."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !(var.spot && var.heal7.environment == "production")
    error_message = "Production keeps its machines: no spot there."
  }
}

variable "general_nodes" {
  description = "At most how many nodes of the general pool."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.general_nodes >= 2 && var.general_nodes <= 50
    error_message = "2 to 50 nodes."
  }
}

variable "high_cpu_nodes" {
  description = "At most how many nodes for the engine's standby; 0 leaves the pool out."
  type        = number
  default     = 4
  nullable    = false

  validation {
    condition     = var.high_cpu_nodes >= 0 && var.high_cpu_nodes <= 20
    error_message = "0 to 20 nodes."
  }
}

variable "gpu_nodes" {
  description = "At most how many nodes with an accelerator; 0 leaves the pool out."
  type        = number
  default     = 4
  nullable    = false

  validation {
    condition     = var.gpu_nodes >= 0 && var.gpu_nodes <= 8
    error_message = "0 to 8 nodes."
  }
}

variable "database_role" {
  description = "A follower receives rows from RDS; a promoted instance is the writer."
  type        = string
  default     = "follower"
  nullable    = false

  validation {
    condition     = contains(["follower", "promoted"], var.database_role)
    error_message = "follower or promoted."
  }
}

variable "database_version" {
  description = "The major version of PostgreSQL: that of RDS, or a later one."
  type        = string
  default     = "17"
  nullable    = false

  validation {
    condition     = contains(["16", "17", "18"], var.database_version)
    error_message = "16, 17 or 18, like RDS."
  }
}

variable "database_gb" {
  description = "GB of the database's disk at first. It grows by itself to five times as many, and never shrinks."
  type        = number
  default     = 1000
  nullable    = false

  validation {
    condition     = var.database_gb >= 10 && var.database_gb <= 10000
    error_message = "10 to 10000 GB."
  }
}

variable "database_users" {
  description = "E-mails of the service accounts that may sign in to the database."
  type        = set(string)
  default     = []
  nullable    = false
}
