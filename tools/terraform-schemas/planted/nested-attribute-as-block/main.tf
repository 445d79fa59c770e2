# Caught: Blocks of type "adaptive_routing" are not expected here. Did you mean to define argument "adaptive_routing"?
resource "cloudflare_load_balancer" "planted" {
  zone_id       = "z"
  name          = "heal7.com"
  fallback_pool = "a"
  default_pools = ["a"]
  adaptive_routing {
    failover_across_pools = true
  }
}
