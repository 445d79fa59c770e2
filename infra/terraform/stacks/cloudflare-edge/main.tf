# The token comes from CLOUDFLARE_API_TOKEN.
provider "cloudflare" {}

locals {
  # The other cloud takes over.
  order = { aws = ["aws", "gcp"], gcp = ["gcp", "aws"] }

  choices = { KR = var.korea, JP = var.japan }
}

module "edge" {
  source = "../../modules/cloudflare-edge"

  account_id = var.account_id
  zone_id    = var.zone_id
  domain     = var.domain

  endpoints = {
    aws = { address = var.aws_address, weight = (100 - var.gcp_percent) / 100 }
    gcp = { address = var.gcp_address, weight = var.gcp_percent / 100 }
  }
  countries = { for country, choice in local.choices : country => local.order[choice] if choice != "weighted" }

  alert_email = var.alert_email
  # Nothing here has tags on every plan; records have a comment.
  comment = "stack ${var.heal7.stack}, owner ${var.heal7.owner}"
}
