variable "name" {
  description = "Name of the cluster."
  type        = string
  default     = "heal7-secondary"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,38}[a-z0-9]$", var.name))
    error_message = "GKE takes at most 40 lower-case letters, digits and hyphens, a letter first and no hyphen last."
  }
}

variable "project_id" {
  description = "The Google Cloud project."
  type        = string
}

variable "region" {
  description = "A region makes the cluster regional: its control plane and nodes are in several zones."
  type        = string
  default     = "asia-northeast3"
}

variable "network" {
  description = "Where the cluster is: network and subnet, and the secondary ranges for pods and services by name."
  type = object({
    network_id         = string
    subnetwork_id      = string
    pod_range_name     = string
    service_range_name = string
  })
}

variable "control_plane_range" {
  description = "Range of the control plane's own network, which is peered."
  type        = string
  default     = "172.16.0.0/28"

  validation {
    condition     = can(cidrhost(var.control_plane_range, 0)) && endswith(var.control_plane_range, "/28")
    error_message = "GKE takes a /28 for the control plane."
  }
}

variable "control_plane_clients" {
  description = "Ranges by name that may reach the private endpoint beside the nodes: the portal and the pipelines, through the VPN."
  type        = map(string)
  default     = { aws = "10.10.0.0/16" }

  validation {
    condition     = alltrue([for range in values(var.control_plane_clients) : can(cidrhost(range, 0)) && range != "0.0.0.0/0"])
    error_message = "Every client is a range like 10.10.0.0/16, and never everybody."
  }
}

variable "release_channel" {
  description = "The channel that keeps the version supported: nothing is pinned, so nothing runs out of support."
  type        = string
  default     = "REGULAR"

  validation {
    condition     = contains(["REGULAR", "STABLE"], var.release_channel)
    error_message = "REGULAR or STABLE: the others carry versions that are not yet, or no longer, fully supported."
  }
}

variable "spot" {
  description = "Spot machines in all pools, for environments that may lose them at any time."
  type        = bool
  default     = false
}

variable "general" {
  description = "The pool of everything that asks for nothing special."
  type = object({
    machine_type = optional(string, "e2-standard-4")
    min          = optional(number, 2)
    max          = optional(number, 10)
  })
  default = {}

  validation {
    condition     = var.general.min >= 1 && var.general.min <= var.general.max
    error_message = "The general pool has at least one node, where the system's own pods run, and no more at least than at most."
  }
}

variable "high_cpu" {
  description = "The pool of the engine's standby."
  type = object({
    machine_type = optional(string, "n2-highcpu-8")
    min          = optional(number, 0)
    max          = optional(number, 4)
  })
  default = {}

  validation {
    condition     = var.high_cpu.min >= 0 && var.high_cpu.min <= var.high_cpu.max
    error_message = "No more nodes at least than at most."
  }
}

variable "gpu" {
  description = "The pool of the models. Zones are named because not every zone of a region has every accelerator, and the machine must be one that takes it."
  type = object({
    machine_type = optional(string, "n1-standard-4")
    accelerator  = optional(string, "nvidia-tesla-t4")
    zones        = optional(set(string), ["asia-northeast3-b", "asia-northeast3-c"])
    min          = optional(number, 0)
    max          = optional(number, 4)
  })
  default = {}

  validation {
    condition     = var.gpu.min >= 0 && var.gpu.min <= var.gpu.max
    error_message = "No more nodes at least than at most."
  }
  validation {
    condition     = length(var.gpu.zones) > 0 && alltrue([for zone in var.gpu.zones : startswith(zone, "${var.region}-")])
    error_message = "The accelerator's zones are zones of the cluster's region."
  }
}

variable "secrets_key_id" {
  description = "A KMS key that encrypts Kubernetes secrets in etcd, on top of Google's own encryption of the disk."
  type        = string
  default     = null
}

variable "deletion_protection" {
  description = "Whether the provider refuses to delete the cluster."
  type        = bool
  default     = true
}

variable "labels" {
  description = "Labels of the cluster and of its machines, for costs."
  type        = map(string)
  default     = {}
}
