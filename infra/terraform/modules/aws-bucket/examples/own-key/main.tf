# Objects encrypted by a key of our own, and replaced ones kept for a year.

provider "aws" {
  region = "ap-northeast-2"
}

module "key" {
  source = "../../../aws-key"

  description = "Objects of heal7-example-reports"
}

module "bucket" {
  source = "../.."

  name                    = "heal7-example-reports"
  kms_key_arn             = module.key.arn
  noncurrent_version_days = 365
}
