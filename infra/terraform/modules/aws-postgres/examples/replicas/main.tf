# A primary with two readers and a copy of its backups in another region.

provider "aws" {
  region = "ap-northeast-2"
}

provider "aws" {
  alias  = "backup"
  region = "ap-northeast-1"
}

module "network" {
  source = "../../../aws-network"

  name               = "heal7-example"
  cluster_name       = "heal7-example"
  cidr               = "10.12.0.0/16"
  availability_zones = ["ap-northeast-2a", "ap-northeast-2c"]
}

module "database" {
  source = "../.."

  identifier     = "heal7-example"
  database_name  = "heal7_example"
  instance_class = "db.r6g.xlarge"
  storage_gb     = 500
  max_storage_gb = 1000

  replicas = {
    reader-1 = { instance_class = "db.r6g.large" }
    reader-2 = { instance_class = "db.r6g.large" }
  }

  vpc_id       = module.network.vpc_id
  subnet_ids   = values(module.network.data_subnet_ids)
  client_cidrs = { "the network" = module.network.cidr }
}

module "copy" {
  source = "../../../aws-postgres-backup-copy"

  name                   = module.database.identifier
  source_db_instance_arn = module.database.arn

  providers = { aws = aws.backup }
}
