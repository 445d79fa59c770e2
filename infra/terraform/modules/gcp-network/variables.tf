variable "name" {
  description = "Name of the network, and what the names of everything in it begin with."
  type        = string
  default     = "heal7"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,39}$", var.name))
    error_message = "A name begins with a lower-case letter and has at most 40 lower-case letters, digits and hyphens."
  }
}

variable "project_id" {
  description = "The Google Cloud project."
  type        = string
}

variable "region" {
  description = "Where the subnet, the router and the NAT are."
  type        = string
  default     = "asia-northeast3"
}

variable "ranges" {
  description = "What the network is divided into: nodes, pods and services of the cluster, and Cloud SQL behind its peering."
  type = object({
    nodes    = optional(string, "10.20.0.0/20")
    pods     = optional(string, "10.24.0.0/14")
    services = optional(string, "10.28.0.0/20")
    database = optional(string, "10.30.0.0/20")
  })
  default = {}

  validation {
    condition     = alltrue([for range in values(var.ranges) : can(cidrhost(range, 0))])
    error_message = "Every range is written as an address and a prefix length, like 10.20.0.0/20."
  }
}

variable "ranges_elsewhere" {
  description = "Ranges by name that are taken on the other side of the VPN or by a control plane: nothing here may overlap them."
  type        = map(string)
  default = {
    "AWS VPC"       = "10.10.0.0/16"
    "EKS services"  = "172.20.0.0/16"
    "control plane" = "172.16.0.0/28"
  }

  validation {
    condition     = alltrue([for range in values(var.ranges_elsewhere) : can(cidrhost(range, 0))])
    error_message = "Every range is written as an address and a prefix length, like 10.10.0.0/16."
  }
}

variable "labels" {
  description = "Labels of what can have them."
  type        = map(string)
  default     = {}
}
