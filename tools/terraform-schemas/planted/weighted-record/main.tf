# Caught: An argument named "weight" is not expected here.
resource "cloudflare_dns_record" "planted" {
  zone_id = "z"
  name    = "heal7.com"
  type    = "A"
  ttl     = 1
  content = "aws-primary-lb.heal7.com"
  weight  = 70
}
