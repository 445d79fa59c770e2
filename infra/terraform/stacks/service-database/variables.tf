variable "service" {
  description = "Name of the service, as in the catalog."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9]|-[a-z0-9]){1,29}$", var.service))
    error_message = "A service's name has 2 to 30 lower-case letters, digits and single hyphens, and begins with a letter."
  }
}

variable "size" {
  description = "Size of the instance: small, medium or large."
  type        = string
  default     = "small"
  nullable    = false

  validation {
    condition     = contains(keys(local.classes), var.size)
    error_message = "The size is small, medium or large."
  }
}

variable "storage_gb" {
  description = "What the storage begins with; it never shrinks."
  type        = number
  default     = 50
  nullable    = false
}

variable "max_storage_gb" {
  description = "What the storage may grow to by itself."
  type        = number
  default     = 200
  nullable    = false
}

variable "multi_az" {
  description = "Whether a standby in another zone takes over when the primary's fails."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.multi_az || var.heal7.environment != "production"
    error_message = "In production one zone's failure must not be an outage."
  }
}

variable "max_connections" {
  description = "Connections the server accepts; the pools of all replicas have to add up to less."
  type        = number
  default     = 200
  nullable    = false

  validation {
    condition     = var.max_connections >= 20 && var.max_connections <= 1000
    error_message = "20 to 1000 connections."
  }
}

variable "network" {
  description = "Name of the network to join, which is that of its cluster."
  type        = string
  default     = "heal7-production"
  nullable    = false
}
