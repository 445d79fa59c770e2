# Two zones behind one NAT gateway: what staging can do with.

provider "aws" {
  region = "ap-northeast-2"
}

module "network" {
  source = "../.."

  name               = "heal7-example"
  cluster_name       = "heal7-example"
  cidr               = "10.12.0.0/16"
  availability_zones = ["ap-northeast-2a", "ap-northeast-2c"]
  nat_per_zone       = false

  foreign_cidrs = {
    "services of EKS" = "172.20.0.0/16"
  }
}
