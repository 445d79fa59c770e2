# One user writes sessions, another only reads them.

provider "aws" {
  region = "ap-northeast-2"
}

module "network" {
  source = "../../../aws-network"

  name               = "heal7-example"
  cluster_name       = "heal7-example"
  cidr               = "10.12.0.0/16"
  availability_zones = ["ap-northeast-2a", "ap-northeast-2c"]
}

module "cache" {
  source = "../.."

  name      = "heal7-example"
  node_type = "cache.t4g.small"
  nodes     = 2

  users = {
    example-writer = { access_string = "on ~session:* +@all -@dangerous" }
    example-reader = { access_string = "on ~session:* +@read +@connection" }
  }

  vpc_id       = module.network.vpc_id
  subnet_ids   = values(module.network.data_subnet_ids)
  client_cidrs = { "the network" = module.network.cidr }
}

output "policies" {
  description = "What a role needs to be one of the users."
  value       = module.cache.connect_policies
}
