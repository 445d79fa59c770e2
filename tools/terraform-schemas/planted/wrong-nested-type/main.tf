# Caught: Inappropriate value for attribute "origins": a number is required.
resource "cloudflare_load_balancer_pool" "planted" {
  account_id = "a"
  name       = "heal7"
  origins    = [{ address = "192.0.2.1", weight = "most" }]
}
