variable "service" {
  description = "Name of the service, as in the catalog."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9]|-[a-z0-9]){1,24}$", var.service))
    error_message = "A service's name has 2 to 25 lower-case letters, digits and single hyphens, and begins with a letter."
  }
}

variable "size" {
  description = "Size of each node: small, medium or large."
  type        = string
  default     = "small"
  nullable    = false

  validation {
    condition     = contains(keys(local.node_types), var.size)
    error_message = "The size is small, medium or large."
  }
}

variable "nodes" {
  description = "One primary and its copies; with one there is no failover."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.nodes >= (var.heal7.environment == "production" ? 2 : 1) && var.nodes <= 6
    error_message = "One to six nodes; in production at least two, as one node's failure must not be an outage."
  }
}

variable "network" {
  description = "Name of the network to join, which is that of its cluster."
  type        = string
  default     = "heal7-production"
  nullable    = false
}

variable "namespace" {
  description = "Namespace of the service."
  type        = string
  default     = "heal7-production"
  nullable    = false
}

variable "service_account" {
  description = "Service account whose pods may connect; null for the service's own name."
  type        = string
  default     = null
}
