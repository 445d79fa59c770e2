variable "region" {
  description = "Region of everything but the copies of backups."
  type        = string
  default     = "ap-northeast-2"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}-[a-z]+-[0-9]$", var.region))
    error_message = "A region is written like ap-northeast-2."
  }
}

variable "backup_region" {
  description = "Region that the database's backups are copied to; null for none. AWS has one region in Korea: copies elsewhere are personal data abroad."
  type        = string
  default     = null

  validation {
    condition     = var.backup_region == null ? true : can(regex("^[a-z]{2}-[a-z]+-[0-9]$", var.backup_region)) && var.backup_region != var.region
    error_message = "A region is written like ap-northeast-1, and copies go to another one than the stack's."
  }
}

variable "name" {
  description = "Name of network, cluster and database."
  type        = string
  default     = "heal7-production"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]([a-z0-9]|-[a-z0-9]){2,29}$", var.name))
    error_message = "The name has 3 to 30 lower-case letters, digits and single hyphens, and begins with a letter."
  }
}

variable "network_cidr" {
  description = "Range of the network, a /16."
  type        = string
  default     = "10.10.0.0/16"
  nullable    = false
}

variable "availability_zones" {
  description = "Zones to spread over, two or three of the region's."
  type        = list(string)
  default     = ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"]
  nullable    = false

  validation {
    condition     = alltrue([for zone in var.availability_zones : startswith(zone, var.region)])
    error_message = "The zones are those of the region."
  }
}

variable "nat_per_zone" {
  description = "Whether each zone has a NAT gateway of its own, rather than one for all."
  type        = bool
  default     = true
  nullable    = false
}

variable "kubernetes_version" {
  description = "Minor version of Kubernetes."
  type        = string
  default     = "1.35"
  nullable    = false
}

variable "node_groups" {
  description = "Sizes of the groups of nodes: `general` for everything, `high-cpu` for the engine alone."
  type = map(object({
    instance_types = list(string)
    min_size       = number
    max_size       = number
  }))
  default = {
    general = {
      instance_types = ["m6i.large"]
      min_size       = 3
      max_size       = 12
    }
    high-cpu = {
      instance_types = ["c6i.xlarge"]
      min_size       = 2
      max_size       = 8
    }
  }
  nullable = false

  validation {
    condition     = length(setsubtract(["general", "high-cpu"], keys(var.node_groups))) == 0 && length(var.node_groups) == 2
    error_message = "The groups are general and high-cpu: services select them by these names."
  }
}

variable "spot" {
  description = "Whether nodes are spot instances, which AWS takes back at two minutes' notice."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !(var.spot && var.heal7.environment == "production")
    error_message = "Production does not run on spot instances."
  }
}

variable "off_hours" {
  description = "Whether there are nodes on weekdays from 09:00 to 21:00 in Seoul only."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !(var.off_hours && var.heal7.environment == "production")
    error_message = "Production is never off."
  }
}

variable "cluster_access" {
  description = "IAM roles that may use the cluster: ARN, policy of EKS and namespaces (none for all), by what they are."
  type = map(object({
    principal_arn = string
    policy        = string
    namespaces    = optional(list(string), [])
  }))
  default  = {}
  nullable = false
}

variable "namespace" {
  description = "Namespace of HEAL7's services."
  type        = string
  default     = "heal7-production"
  nullable    = false
}

variable "database_version" {
  description = "Major version of PostgreSQL."
  type        = string
  default     = "17"
  nullable    = false
}

variable "database_class" {
  description = "Size of the database's primary."
  type        = string
  default     = "db.r6g.xlarge"
  nullable    = false
}

variable "database_replicas" {
  description = "Classes of read replicas, by the last part of their names."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "database_storage_gb" {
  description = "What the database's storage begins with; it never shrinks."
  type        = number
  default     = 1000
  nullable    = false
}

variable "database_max_storage_gb" {
  description = "What the database's storage may grow to by itself."
  type        = number
  default     = 5000
  nullable    = false
}

variable "multi_az" {
  description = "Whether the database has a standby in another zone."
  type        = bool
  default     = true
  nullable    = false

  validation {
    condition     = var.multi_az || var.heal7.environment != "production"
    error_message = "In production one zone's failure must not be an outage."
  }
}

variable "cache_node_type" {
  description = "Size of each node of Redis."
  type        = string
  default     = "cache.r6g.large"
  nullable    = false
}

variable "cache_nodes" {
  description = "One primary of Redis and its copies."
  type        = number
  default     = 3
  nullable    = false
}

variable "cache_users" {
  description = "Service accounts that may use Redis, and what each may do there."
  type        = map(string)
  default = {
    heal7-api-gateway = "on ~session:* ~limit:* +@all -@dangerous"
    heal7-web-main    = "on ~session:* +@read +@write +@connection -@dangerous"
  }
  nullable = false
}

variable "gcp_cidrs" {
  description = "Google Cloud's ranges behind the VPN: nodes, pods, services, Cloud SQL, control plane. Nodes, pods and Cloud SQL may reach the database, nodes and pods Redis."
  type        = map(string)
  default = {
    nodes         = "10.20.0.0/20"
    pods          = "10.24.0.0/14"
    services      = "10.28.0.0/20"
    cloud-sql     = "10.30.0.0/20"
    control-plane = "172.16.0.0/28"
  }
  nullable = false
}

variable "external_replica" {
  description = "Whether a subscriber outside AWS, such as Cloud SQL, follows the database."
  type        = bool
  default     = true
  nullable    = false
}
