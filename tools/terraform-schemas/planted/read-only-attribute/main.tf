# Caught: The provider itself sets "created_on": it cannot be configured.
resource "cloudflare_load_balancer_pool" "planted" {
  account_id = "a"
  name       = "heal7"
  created_on = "2026-01-01"
  origins    = []
}
