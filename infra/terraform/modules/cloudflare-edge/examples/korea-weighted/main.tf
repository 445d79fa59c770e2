# Credentials come from CLOUDFLARE_API_TOKEN.
provider "cloudflare" {}

# Korea is in no list of countries, so that Google Cloud has its 30 % of Korean
# requests too.
module "edge" {
  source = "../.."

  account_id = "0123456789abcdef0123456789abcdef"
  zone_id    = "fedcba9876543210fedcba9876543210"
  endpoints = {
    aws = { address = "heal7-production.elb.ap-northeast-2.amazonaws.com" }
    gcp = { address = "203.0.113.10" }
  }
  countries = { JP = ["gcp", "aws"] }
}

output "steering" {
  description = "Which pools are tried for whom, in order."
  value       = module.edge.steering
}
