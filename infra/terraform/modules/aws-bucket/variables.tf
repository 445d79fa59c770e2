variable "name" {
  description = "Name of the bucket, unique in all of AWS."
  type        = string
  nullable    = false

  # https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html;
  # dots are legal there, but no certificate covers them.
  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits and hyphens, and begins and ends with a letter or digit."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts new objects; null for the keys that S3 manages."
  type        = string
  default     = null
}

variable "noncurrent_version_days" {
  description = "Days for which replaced and deleted objects can be brought back; null for ever."
  type        = number
  default     = 30

  validation {
    condition = var.noncurrent_version_days == null ? true : (
      var.noncurrent_version_days >= 1 && floor(var.noncurrent_version_days) == var.noncurrent_version_days
    )
    error_message = "Replaced objects are kept for a whole number of days, at least one."
  }
}

variable "deletion_protection" {
  description = "Whether destroying the bucket is refused while objects are in it."
  type        = bool
  default     = true
  nullable    = false
}
