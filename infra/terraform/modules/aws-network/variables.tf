variable "name" {
  description = "Name of the network, and first part of its resources' names."
  type        = string
  nullable    = false
}

variable "cidr" {
  description = "Range of the whole network; nodes, pods and databases live in it."
  type        = string
  default     = "10.10.0.0/16"
  nullable    = false

  # The subnets are cut out of a /16: see locals.
  validation {
    condition     = can(cidrhost(var.cidr, 0)) && endswith(var.cidr, "/16")
    error_message = "The range is an IPv4 /16, such as 10.10.0.0/16."
  }
}

# Asked for by its own validation alone.
# tflint-ignore: terraform_unused_declarations
variable "foreign_cidrs" {
  description = "Ranges that this network must not overlap, by what they are: services of the cluster, other clouds behind the VPN."
  type        = map(string)
  default     = {}
  nullable    = false

  # Two ranges overlap when they are equal, cut to the shorter of their prefixes.
  validation {
    condition = alltrue([
      for range in values(var.foreign_cidrs) :
      cidrhost("${split("/", range)[0]}/${min(16, tonumber(split("/", range)[1]))}", 0)
      != cidrhost("${split("/", var.cidr)[0]}/${min(16, tonumber(split("/", range)[1]))}", 0)
    ])
    error_message = "A range of foreign_cidrs overlaps the network's own: BGP would have nothing useful to announce."
  }
}

variable "availability_zones" {
  description = "Zones to spread over, in the order of their ranges. Named, and not looked up: what AWS adds or closes must not move a subnet."
  type        = list(string)
  nullable    = false

  validation {
    condition     = contains([2, 3], length(distinct(var.availability_zones))) && length(distinct(var.availability_zones)) == length(var.availability_zones)
    error_message = "Two or three zones: a database needs two, the ranges suffice for three."
  }
}

variable "nat_per_zone" {
  description = "Whether each zone has a NAT gateway of its own; with one for all, its zone's failure cuts the others off."
  type        = bool
  default     = true
  nullable    = false
}

variable "cluster_name" {
  description = "Cluster whose load balancers may use the subnets."
  type        = string
  nullable    = false
}

variable "interface_endpoints" {
  description = "AWS services reached without NAT, through an interface in every zone."
  type        = set(string)
  default     = ["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "logs", "secretsmanager", "sts"]
  nullable    = false
}

variable "flow_log_retention_days" {
  description = "Days for which records of connections are kept."
  type        = number
  default     = 90
  nullable    = false
}
