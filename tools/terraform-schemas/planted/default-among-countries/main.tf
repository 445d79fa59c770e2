# Caught: Inappropriate value for attribute "country_pools"
resource "cloudflare_load_balancer" "planted" {
  zone_id       = "z"
  name          = "heal7.com"
  fallback_pool = "a"
  default_pools = ["a"]
  country_pools = [{ country = "KR", pool = "a" }, { default = "a" }]
}
