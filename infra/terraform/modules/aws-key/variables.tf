variable "description" {
  description = "What the key encrypts, for people."
  type        = string
  nullable    = false
}

variable "alias" {
  description = "Name of the key, without \"alias/\"; null for none."
  type        = string
  default     = null
}

variable "for_logs" {
  description = "Whether CloudWatch Logs of this account and region may use it."
  type        = bool
  default     = false
  nullable    = false
}

variable "for_node_disks" {
  description = "Whether Auto Scaling may start machines whose disks it encrypts."
  type        = bool
  default     = false
  nullable    = false
}
