variable "name" {
  description = "First part of every resource's name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,28}[a-z0-9]$", var.name))
    error_message = "The name has 3 to 30 lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen."
  }
}

variable "message_retention_days" {
  description = "Days for which the queue keeps a message that nobody fetched."
  type        = number
  default     = 4
  nullable    = false

  validation {
    condition     = var.message_retention_days >= 1 && var.message_retention_days <= 14
    error_message = "SQS keeps messages for 1 to 14 days."
  }
}

variable "password" {
  description = "Kept as a SecureString parameter; none is made without it."
  type        = string
  default     = null
  sensitive   = true
}
