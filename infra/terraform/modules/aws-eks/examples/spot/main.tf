# A cluster on spot instances that is off at night, whose pods may read one bucket.

provider "aws" {
  region = "ap-northeast-2"
}

module "network" {
  source = "../../../aws-network"

  name               = "heal7-example"
  cluster_name       = "heal7-example"
  cidr               = "10.12.0.0/16"
  availability_zones = ["ap-northeast-2a", "ap-northeast-2c"]
  nat_per_zone       = false
}

module "bucket" {
  source = "../../../aws-bucket"

  name = "heal7-example-reports"
}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${module.bucket.arn}/*"]
  }
}

module "cluster" {
  source = "../.."

  name       = "heal7-example"
  subnet_ids = values(module.network.private_subnet_ids)

  node_groups = {
    general = {
      instance_types = ["m6i.large", "m5.large", "m6a.large"]
      capacity_type  = "SPOT"
      min_size       = 1
      max_size       = 4
    }
  }

  off_hours = {
    down      = "0 21 * * MON-FRI"
    up        = "0 9 * * MON-FRI"
    time_zone = "Asia/Seoul"
  }

  workload_roles = {
    reports = {
      namespace       = "heal7-example"
      service_account = "reports"
      policy          = data.aws_iam_policy_document.read.json
    }
  }
}
