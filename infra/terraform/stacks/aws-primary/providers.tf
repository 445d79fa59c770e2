# Credentials come from the environment; the region is the stack's, whatever the
# environment says: a primary in another region would be another one.
provider "aws" {
  region = var.region

  default_tags {
    tags = local.tags
  }
}

provider "aws" {
  alias  = "backup"
  region = coalesce(var.backup_region, var.region)

  default_tags {
    tags = local.tags
  }
}
