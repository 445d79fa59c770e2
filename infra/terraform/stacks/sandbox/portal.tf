# What the portal gives to every stack. The same file in all stacks on AWS.

variable "heal7" {
  description = "Whose stack this is; filled in by the portal."
  type = object({
    stack       = string
    environment = string
    owner       = string
    system      = string
    cost_centre = string
  })
  nullable = false
}

variable "deletion_protection" {
  description = "Whether destroying has to be refused; filled in by the portal."
  type        = bool
  default     = true
  nullable    = false
}

locals {
  # A stack may belong to no system, and the provider finds an empty tag
  # different for ever.
  tags = { for key, value in {
    stack         = var.heal7.stack
    environment   = var.heal7.environment
    owner         = var.heal7.owner
    system        = var.heal7.system
    "cost-centre" = var.heal7.cost_centre
    "managed-by"  = "terraform"
  } : key => value if value != "" }
}
