# Region, credentials and, for an emulator, the endpoint come from the
# environment (AWS_REGION, AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL...), so that the
# same code runs against either.
provider "aws" {
  default_tags {
    tags = local.tags
  }
}
