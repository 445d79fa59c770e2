locals {
  # Every pool by name, with its endpoints.
  pools = {
    aws-primary   = { aws-seoul = { address = var.endpoints.aws.address, weight = 1 } }
    gcp-secondary = { gcp-seoul = { address = var.endpoints.gcp.address, weight = 1 } }
    # Weights are shares of requests only among the endpoints of one pool.
    heal7-global = {
      aws-seoul = { address = var.endpoints.aws.address, weight = var.endpoints.aws.weight }
      gcp-seoul = { address = var.endpoints.gcp.address, weight = var.endpoints.gcp.weight }
    }
  }

  pool_of = { aws = "aws-primary", gcp = "gcp-secondary" }
}

resource "cloudflare_load_balancer_monitor" "health" {
  account_id = var.account_id

  type             = "https"
  port             = 443
  method           = "GET"
  path             = var.health.path
  expected_codes   = "200"
  follow_redirects = false
  allow_insecure   = false
  header           = { Host = [var.domain] }

  interval         = var.health.interval
  timeout          = var.health.timeout
  retries          = 0
  consecutive_down = 2
  consecutive_up   = 2
}

resource "cloudflare_load_balancer_pool" "this" {
  for_each = local.pools

  account_id      = var.account_id
  name            = each.key
  monitor         = cloudflare_load_balancer_monitor.health.id
  check_regions   = var.health.regions
  minimum_origins = 1

  origins = [
    for name, endpoint in each.value : {
      name    = name
      address = endpoint.address
      weight  = endpoint.weight
      enabled = true
    }
  ]

  origin_steering = { policy = "random" }
}

resource "cloudflare_notification_policy" "health" {
  account_id = var.account_id
  name       = "${var.domain}: health of the clouds"
  alert_type = "load_balancing_health_alert"
  enabled    = true

  filters = {
    pool_id      = [for pool in cloudflare_load_balancer_pool.this : pool.id]
    new_health   = ["Healthy", "Unhealthy"]
    event_source = ["pool", "origin"]
  }

  mechanisms = { email = [{ id = var.alert_email }] }
}
