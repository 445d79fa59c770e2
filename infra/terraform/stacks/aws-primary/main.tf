locals {
  service_cidr = "172.20.0.0/16"

  # Who on the other side of the VPN calls what: docs/design/placement.md.
  database_clients = { for name, range in var.gcp_cidrs : "gcp ${name}" => range if contains(["nodes", "pods", "cloud-sql"], name) }
  cache_clients    = { for name, range in var.gcp_cidrs : "gcp ${name}" => range if contains(["nodes", "pods"], name) }

  taints = {
    general = []
    high-cpu = [{
      key    = "heal7.com/dedicated"
      value  = "high-cpu"
      effect = "NO_SCHEDULE"
    }]
  }
}

module "network" {
  source = "../../modules/aws-network"

  name               = var.name
  cidr               = var.network_cidr
  availability_zones = var.availability_zones
  foreign_cidrs      = merge(var.gcp_cidrs, { "services of EKS" = local.service_cidr })
  nat_per_zone       = var.nat_per_zone
  cluster_name       = var.name
}

module "cluster" {
  source = "../../modules/aws-eks"

  name               = var.name
  kubernetes_version = var.kubernetes_version
  subnet_ids         = values(module.network.private_subnet_ids)
  service_cidr       = local.service_cidr
  access             = var.cluster_access

  node_groups = {
    for name, group in var.node_groups : name => merge(group, {
      capacity_type = var.spot ? "SPOT" : "ON_DEMAND"
      taints        = local.taints[name]
    })
  }

  off_hours = var.off_hours ? {
    down      = "0 21 * * MON-FRI"
    up        = "0 9 * * MON-FRI"
    time_zone = "Asia/Seoul"
  } : null

  workload_roles = merge(local.platform_roles, local.cache_roles)
}

module "database" {
  source = "../../modules/aws-postgres"

  identifier          = var.name
  database_name       = replace(var.name, "-", "_")
  major_version       = var.database_version
  instance_class      = var.database_class
  replicas            = { for name, class in var.database_replicas : name => { instance_class = class } }
  storage_gb          = var.database_storage_gb
  max_storage_gb      = var.database_max_storage_gb
  multi_az            = var.multi_az
  deletion_protection = var.deletion_protection

  # A subscriber that is gone keeps at most this much of the storage.
  logical_replication = var.external_replica ? { max_slot_wal_keep_gb = floor(var.database_storage_gb / 10) } : null

  vpc_id                    = module.network.vpc_id
  subnet_ids                = values(module.network.data_subnet_ids)
  client_security_group_ids = { "nodes and pods" = module.cluster.node_security_group_id }
  client_cidrs              = local.database_clients
}

module "database_backup_copy" {
  source = "../../modules/aws-postgres-backup-copy"
  count  = var.backup_region == null ? 0 : 1

  name                   = var.name
  source_db_instance_arn = module.database.arn

  providers = { aws = aws.backup }
}

module "cache" {
  source = "../../modules/aws-redis"

  name                      = "${var.name}-redis"
  snapshot_retention_days   = var.deletion_protection ? 7 : 0
  node_type                 = var.cache_node_type
  nodes                     = var.cache_nodes
  users                     = { for name, access in var.cache_users : name => { access_string = access } }
  vpc_id                    = module.network.vpc_id
  subnet_ids                = values(module.network.data_subnet_ids)
  client_security_group_ids = { "nodes and pods" = module.cluster.node_security_group_id }
  client_cidrs              = local.cache_clients
}
