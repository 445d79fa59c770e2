# Credentials come from CLOUDFLARE_API_TOKEN.
provider "cloudflare" {}

module "edge" {
  source = "../.."

  account_id = "0123456789abcdef0123456789abcdef"
  zone_id    = "fedcba9876543210fedcba9876543210"
  endpoints = {
    aws = { address = "heal7-production.elb.ap-northeast-2.amazonaws.com" }
    # An address of a range that is kept for documentation.
    gcp = { address = "203.0.113.10" }
  }
}

output "steering" {
  description = "Which pools are tried for whom, in order."
  value       = module.edge.steering
}
