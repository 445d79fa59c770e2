# The load balancer is the record of the domain itself; these lead to it.
resource "cloudflare_dns_record" "alias" {
  for_each = var.aliases

  zone_id = var.zone_id
  name    = "${each.key}.${var.domain}"
  type    = "CNAME"
  content = cloudflare_load_balancer.this.name
  proxied = true
  # 1 is "automatic", which is the only one a proxied record has.
  ttl     = 1
  comment = var.comment == null ? null : substr(var.comment, 0, 100)
}

locals {
  settings = {
    # Strict: the origin's certificate is checked too.
    ssl                      = "strict"
    min_tls_version          = "1.2"
    tls_1_3                  = "on"
    always_use_https         = "on"
    automatic_https_rewrites = "on"
  }
}

resource "cloudflare_zone_setting" "this" {
  for_each = local.settings

  zone_id    = var.zone_id
  setting_id = each.key
  value      = each.value
}

resource "cloudflare_zone_setting" "hsts" {
  zone_id    = var.zone_id
  setting_id = "security_header"
  value = {
    strict_transport_security = {
      enabled            = true
      max_age            = 15552000
      include_subdomains = false
      preload            = false
      nosniff            = true
    }
  }
}

# The origins accept only connections that show Cloudflare's certificate, so that
# nobody goes around the edge.
resource "cloudflare_authenticated_origin_pulls_settings" "this" {
  zone_id = var.zone_id
  enabled = true
}
