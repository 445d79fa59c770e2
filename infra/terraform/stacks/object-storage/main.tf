module "bucket" {
  source = "../../modules/aws-bucket"

  name                    = var.bucket
  noncurrent_version_days = var.noncurrent_version_days
  deletion_protection     = var.deletion_protection
}
