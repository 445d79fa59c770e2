locals {
  classes = {
    small  = "db.t4g.medium"
    medium = "db.r6g.large"
    large  = "db.r6g.xlarge"
  }

  name     = "${var.heal7.environment}-${var.service}"
  database = replace(var.service, "-", "_")
}

# The network is another stack's (aws-primary), found by its names, so that this
# stack needs no right to read that one's state.

data "aws_vpc" "shared" {
  tags = { Name = var.network }
}

data "aws_subnets" "data" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.shared.id]
  }

  tags = { tier = "data" }
}

data "aws_eks_cluster" "shared" {
  name = var.network
}

module "database" {
  source = "../../modules/aws-postgres"

  identifier          = local.name
  database_name       = local.database
  instance_class      = local.classes[var.size]
  storage_gb          = var.storage_gb
  max_storage_gb      = var.max_storage_gb
  max_connections     = var.max_connections
  multi_az            = var.multi_az
  deletion_protection = var.deletion_protection

  vpc_id                    = data.aws_vpc.shared.id
  subnet_ids                = data.aws_subnets.data.ids
  client_security_group_ids = { "nodes and pods" = data.aws_eks_cluster.shared.vpc_config[0].cluster_security_group_id }
}

# Where the database is: no secret, but kept with them, so that External Secrets
# hands over all of it. The password is in a secret of its own, which AWS makes
# and rotates.
resource "aws_secretsmanager_secret" "connection" {
  #checkov:skip=CKV2_AWS_57:There is nothing to rotate in it: host, port and name

  name        = "heal7/${var.heal7.environment}/${var.service}/database"
  description = "Where the database of ${var.service} is"
  kms_key_id  = module.database.kms_key_arn

  # Nothing is lost with it that the instance does not tell; the name is free at
  # once for the next one.
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "connection" {
  secret_id = aws_secretsmanager_secret.connection.id

  secret_string = jsonencode({
    url      = "postgres://${module.database.address}:${module.database.port}/${module.database.database_name}?sslmode=verify-full"
    host     = module.database.address
    port     = module.database.port
    database = module.database.database_name
  })
}
