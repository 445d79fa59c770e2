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

# tflint-ignore: terraform_unused_declarations # every stack takes it
variable "deletion_protection" {
  description = "Whether destroying has to be refused; filled in by the portal, which refuses it: Cloudflare itself has no such setting."
  type        = bool
  default     = true
  nullable    = false
}

variable "account_id" {
  description = "The Cloudflare account."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9a-f]{32}$", var.account_id))
    error_message = "An account's id is 32 hexadecimal digits."
  }
}

variable "zone_id" {
  description = "The zone of the domain."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[0-9a-f]{32}$", var.zone_id))
    error_message = "A zone's id is 32 hexadecimal digits."
  }
}

variable "domain" {
  description = "The zone's name."
  type        = string
  default     = "heal7.com"
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "A domain in lower case, like heal7.com."
  }
}

variable "aws_address" {
  description = "Host name or public address of the ingress on AWS."
  type        = string
  nullable    = false
}

variable "gcp_address" {
  description = "Host name or public address of the ingress on Google Cloud."
  type        = string
  nullable    = false
}

variable "gcp_percent" {
  description = "Google Cloud's share of the requests that no country claims; the rest is AWS's."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.gcp_percent >= 0 && var.gcp_percent <= 100 && floor(var.gcp_percent) == var.gcp_percent
    error_message = "A whole number from 0 to 100."
  }
}

variable "korea" {
  description = "Who serves Korea: a cloud, with the other in need, or both by weight."
  type        = string
  default     = "aws"
  nullable    = false

  validation {
    condition     = contains(["aws", "gcp", "weighted"], var.korea)
    error_message = "aws, gcp or weighted."
  }
}

variable "japan" {
  description = "Who serves Japan: a cloud, with the other in need, or both by weight."
  type        = string
  default     = "gcp"
  nullable    = false

  validation {
    condition     = contains(["aws", "gcp", "weighted"], var.japan)
    error_message = "aws, gcp or weighted."
  }
}

variable "alert_email" {
  description = "Who is told when a cloud changes its health."
  type        = string
  default     = "ops@heal7.com"
  nullable    = false

  validation {
    condition     = can(regex("^[^@\\s]+@[^@\\s]+$", var.alert_email))
    error_message = "An e-mail address."
  }
}
