variable "name" {
  description = "Name of the cluster."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,60}[a-z0-9]$", var.name))
    error_message = "A cluster's name has 3 to 62 lower-case letters, digits and hyphens, and begins with a letter."
  }
}

variable "kubernetes_version" {
  description = "Minor version of Kubernetes, of control plane, nodes and add-ons alike."
  type        = string
  default     = "1.35"
  nullable    = false

  # Standard support of 1.35 ends on 2027-03-27, that of 1.34 on 2026-12-02:
  # https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html,
  # read in November 2026. 1.28, as sketched, left it in 2024.
  validation {
    condition     = contains(["1.35", "1.36"], var.kubernetes_version)
    error_message = "Kubernetes 1.35 or 1.36: others are not, or not for long, in standard support."
  }
}

variable "subnet_ids" {
  description = "Private subnets of at least two zones, for nodes and the control plane's interfaces."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "EKS needs subnets in at least two zones."
  }
}

variable "service_cidr" {
  description = "Range of Services; known inside the cluster only, and never changed."
  type        = string
  default     = "172.20.0.0/16"
  nullable    = false
}

variable "api_client_cidrs" {
  description = "Ranges outside the network that reach the private endpoint, by what they are, such as a VPN."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for range in values(var.api_client_cidrs) : can(cidrhost(range, 0)) && tonumber(split("/", range)[1]) >= 8])
    error_message = "The Kubernetes API is not opened to a range wider than a /8."
  }
}

variable "node_groups" {
  description = "Groups of nodes, by name."
  type = map(object({
    instance_types = list(string)
    capacity_type  = optional(string, "ON_DEMAND")
    ami_type       = optional(string, "AL2023_x86_64_STANDARD")
    min_size       = number
    max_size       = number
    disk_gb        = optional(number, 50)
    labels         = optional(map(string), {})
    taints = optional(list(object({
      key    = string
      value  = string
      effect = string
    })), [])
  }))
  nullable = false

  validation {
    condition     = length(var.node_groups) > 0
    error_message = "A cluster without nodes has nothing to run on."
  }

  validation {
    condition     = anytrue([for group in values(var.node_groups) : length(group.taints) == 0])
    error_message = "At least one group has no taint: DNS and the controllers have to run somewhere."
  }

  validation {
    condition     = alltrue([for group in values(var.node_groups) : contains(["ON_DEMAND", "SPOT"], group.capacity_type)])
    error_message = "The capacity type is ON_DEMAND or SPOT."
  }

  validation {
    condition     = alltrue([for group in values(var.node_groups) : group.min_size >= 0 && group.max_size >= max(group.min_size, 1)])
    error_message = "The smallest size is at least 0, and the largest at least the smallest and 1."
  }

  # One type's spot capacity can be gone from a zone for hours.
  validation {
    condition     = alltrue([for group in values(var.node_groups) : group.capacity_type != "SPOT" || length(group.instance_types) >= 3])
    error_message = "A group of spot nodes names at least three instance types."
  }

  validation {
    condition = alltrue(flatten([
      for group in values(var.node_groups) : [for taint in group.taints : contains(["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"], taint.effect)]
    ]))
    error_message = "A taint's effect is NO_SCHEDULE, NO_EXECUTE or PREFER_NO_SCHEDULE."
  }
}

variable "off_hours" {
  description = "When all nodes go and come back, as cron expressions in a time zone; null for never."
  type = object({
    down      = string
    up        = string
    time_zone = string
  })
  default = null
}

variable "access" {
  description = "Who may do what in the cluster: ARN of the role, policy of EKS, and the namespaces it is limited to (none for all), by what it is."
  type = map(object({
    principal_arn = string
    policy        = string
    namespaces    = optional(list(string), [])
  }))
  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for entry in values(var.access) :
      contains(["AmazonEKSClusterAdminPolicy", "AmazonEKSAdminPolicy", "AmazonEKSEditPolicy", "AmazonEKSViewPolicy", "AmazonEKSAdminViewPolicy"], entry.policy)
    ])
    error_message = "The policy is one of EKS's access policies, such as AmazonEKSViewPolicy."
  }

  validation {
    condition     = alltrue([for entry in values(var.access) : can(regex("^arn:[^:]+:iam::[0-9]{12}:role/", entry.principal_arn))])
    error_message = "Access is given to IAM roles, named by their ARNs: people and pipelines assume one."
  }
}

variable "workload_roles" {
  description = "Roles of service accounts, by name: what they may do, as a policy document."
  type = map(object({
    namespace       = string
    service_account = string
    policy          = string
  }))
  default  = {}
  nullable = false
}

variable "log_retention_days" {
  description = "Days for which the control plane's logs are kept, audit included."
  type        = number
  default     = 90
  nullable    = false
}
