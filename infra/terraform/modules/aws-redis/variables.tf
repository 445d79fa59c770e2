variable "name" {
  description = "Name of the replication group."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9]|-[a-z0-9]){0,39}$", var.name))
    error_message = "A replication group's name has at most 40 lower-case letters, digits and single hyphens, and begins with a letter."
  }
}

variable "engine_version" {
  description = "Version of Redis; 7.1 is the last that ElastiCache offers, what follows is Valkey."
  type        = string
  default     = "7.1"
  nullable    = false

  # https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html
  validation {
    condition     = contains(["7.0", "7.1"], var.engine_version)
    error_message = "Redis 7.0 or 7.1."
  }
}

variable "node_type" {
  description = "Size of each node; cache.r6g.large holds about 13 GiB, of which a quarter stays free."
  type        = string
  default     = "cache.r6g.large"
  nullable    = false

  validation {
    condition     = startswith(var.node_type, "cache.")
    error_message = "A node type of ElastiCache begins with \"cache.\"."
  }
}

variable "nodes" {
  description = "One primary and its copies; they do not add up to more memory."
  type        = number
  default     = 3
  nullable    = false

  validation {
    condition     = var.nodes >= 1 && var.nodes <= 6
    error_message = "One primary and at most five copies."
  }
}

variable "users" {
  description = "Who may connect and do what, by name; they prove themselves by IAM, so that there is no password."
  type        = map(object({ access_string = string }))
  nullable    = false

  validation {
    condition = alltrue([
      for name, user in var.users :
      can(regex("^[a-z]([a-z0-9]|-[a-z0-9]){0,39}$", name)) && name != "default" && startswith(user.access_string, "on ")
    ])
    error_message = "A user has a name of lower-case letters, digits and single hyphens other than \"default\", and an access string that begins with \"on\"."
  }
}

variable "snapshot_retention_days" {
  description = "Days for which daily snapshots are kept; 0 for none, not even a last one."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.snapshot_retention_days >= 0 && var.snapshot_retention_days <= 35
    error_message = "Snapshots are kept for 0 to 35 days."
  }
}

variable "snapshot_window" {
  description = "When the daily snapshot is taken, in UTC; 18:00-19:00 is 03:00-04:00 in Seoul."
  type        = string
  default     = "18:00-19:00"
  nullable    = false
}

variable "maintenance_window" {
  description = "When AWS may renew nodes, in UTC; sat:19:30-sat:20:30 is Sunday 04:30-05:30 in Seoul."
  type        = string
  default     = "sat:19:30-sat:20:30"
  nullable    = false
}

variable "vpc_id" {
  description = "Network the nodes are in."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "Subnets of at least two zones."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "Failover needs subnets in at least two zones."
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
    error_message = "A cache is not opened to a range wider than a /8."
  }
}
