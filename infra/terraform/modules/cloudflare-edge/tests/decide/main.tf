# What Cloudflare does with a request, as its documentation says: the first
# healthy pool in order, the fallback when there is none, and inside a pool the
# healthy endpoints by weight.
# https://developers.cloudflare.com/load-balancing/understand-basics/traffic-steering/steering-policies/geo-steering/

terraform {
  required_version = ">= 1.11, < 2.0"
}

variable "steering" {
  description = "The module's output: pools by country, for everybody else, and when none is healthy."
  type = object({
    countries = map(list(string))
    default   = list(string)
    fallback  = string
  })
}

variable "pools" {
  description = "The module's output: weights of the endpoints of each pool."
  type        = map(map(number))
}

variable "requests" {
  description = "Requests by a name for them: where from, and which endpoints are unhealthy."
  type        = map(object({ country = string, unhealthy = optional(set(string), []) }))
}

locals {
  healthy = {
    for name, request in var.requests : name => {
      for pool, endpoints in var.pools : pool => {
        for endpoint, weight in endpoints : endpoint => weight
        if !contains(request.unhealthy, endpoint)
      }
    }
  }

  chosen = {
    for name, request in var.requests : name => concat(
      [
        for pool in lookup(var.steering.countries, request.country, var.steering.default) : pool
        if length(local.healthy[name][pool]) > 0
      ],
      [var.steering.fallback],
    )[0]
  }
}

output "pool" {
  description = "The pool that each request goes to."
  value       = local.chosen
}

output "percent" {
  description = "Of 100 such requests, how many each endpoint gets."
  value = {
    for name, pool in local.chosen : name => {
      for endpoint, weight in local.healthy[name][pool] :
      endpoint => floor(100 * weight / sum(values(local.healthy[name][pool])) + 0.5)
    }
  }
}
