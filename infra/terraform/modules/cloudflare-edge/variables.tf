variable "account_id" {
  description = "The Cloudflare account, which pools and monitors belong to."
  type        = string
}

variable "zone_id" {
  description = "The zone, which records, settings and the load balancer belong to."
  type        = string
}

variable "domain" {
  description = "The zone's name, and the load balancer's."
  type        = string
  default     = "heal7.com"

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "A domain in lower case, like heal7.com."
  }
}

variable "aliases" {
  description = "Names below the domain that lead to the same load balancer."
  type        = set(string)
  default     = ["www", "api", "ai"]

  validation {
    condition     = alltrue([for alias in var.aliases : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", alias))])
    error_message = "An alias is one label: www for www.heal7.com."
  }
}

variable "endpoints" {
  description = "The ingress of each cloud: a public address or host name, and its share of the traffic that no country claims."
  type = object({
    aws = object({ address = string, weight = optional(number, 0.7) })
    gcp = object({ address = string, weight = optional(number, 0.3) })
  })

  # Weights are compared in hundredths: 0.7 + 0.3 is not 1 in binary fractions.
  validation {
    condition = (
      alltrue([for cloud in values(var.endpoints) : cloud.weight >= 0 && cloud.weight <= 1]) &&
      sum([for cloud in values(var.endpoints) : floor(cloud.weight * 100 + 0.5)]) == 100
    )
    error_message = "Weights are from 0 to 1, in hundredths, and together 1."
  }
  validation {
    condition     = alltrue([for cloud in values(var.endpoints) : !endswith(cloud.address, ".${var.domain}")])
    error_message = "An endpoint is the cloud's own name or address: one below the domain would publish where the origins are."
  }
}

variable "countries" {
  description = "Clouds by country, first the one that serves it, then the one that takes over. Countries that are not here share the weighted pool."
  type        = map(list(string))
  default = {
    KR = ["aws", "gcp"]
    JP = ["gcp", "aws"]
  }

  validation {
    condition     = alltrue([for country in keys(var.countries) : can(regex("^[A-Z]{2}$", country))])
    error_message = "Countries are two capital letters: KR."
  }
  validation {
    condition     = alltrue([for clouds in values(var.countries) : toset(clouds) == toset(["aws", "gcp"]) && length(clouds) == 2])
    error_message = "Every country names both clouds once: one that serves it and one that takes over."
  }
}

variable "health" {
  description = "How an ingress is asked for its health."
  type = object({
    path     = optional(string, "/health")
    interval = optional(number, 60)
    timeout  = optional(number, 5)
    regions  = optional(list(string), ["NEAS"])
  })
  default = {}

  validation {
    condition     = startswith(var.health.path, "/") && var.health.timeout < var.health.interval
    error_message = "A path begins with a slash, and an answer is waited for less long than till the next question."
  }
}

variable "alert_email" {
  description = "Who is told when a pool or endpoint changes its health."
  type        = string
  default     = "ops@heal7.com"
}

variable "comment" {
  description = "Whose records these are. Cut to the 100 characters that every plan has."
  type        = string
  default     = null
}
