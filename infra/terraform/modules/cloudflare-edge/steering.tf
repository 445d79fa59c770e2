# Countries and weights cannot both decide about one request. The order is:
# a country's own pools, then the weighted pool, then whatever answers, and when
# nothing does, AWS.
locals {
  steering = {
    countries = { for country, clouds in var.countries : country => [for cloud in clouds : local.pool_of[cloud]] }
    default   = ["heal7-global", "aws-primary", "gcp-secondary"]
    fallback  = "aws-primary"
  }

  pool_id = { for name, pool in cloudflare_load_balancer_pool.this : name => pool.id }
}

resource "cloudflare_load_balancer" "this" {
  zone_id = var.zone_id
  name    = var.domain
  enabled = true
  proxied = true

  steering_policy = "geo"
  country_pools   = { for country, pools in local.steering.countries : country => [for pool in pools : local.pool_id[pool]] }
  default_pools   = [for pool in local.steering.default : local.pool_id[pool]]
  fallback_pool   = local.pool_id[local.steering.fallback]

  # Without it the weighted pool would move a visitor between clouds at every
  # request. A cookie outlives a decision: who has one stays where it says.
  session_affinity     = "cookie"
  session_affinity_ttl = 1800
  session_affinity_attributes = {
    samesite               = "Lax"
    secure                 = "Always"
    zero_downtime_failover = "temporary"
  }
}
