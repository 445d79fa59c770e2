variable "name" {
  description = "What is copied, for people."
  type        = string
  nullable    = false
}

variable "source_db_instance_arn" {
  description = "ARN of the instance whose backups are copied."
  type        = string
  nullable    = false
}

variable "retention_days" {
  description = "Days to which a copy can be restored to any second."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.retention_days >= 1 && var.retention_days <= 35
    error_message = "Copies are kept for 1 to 35 days."
  }
}
