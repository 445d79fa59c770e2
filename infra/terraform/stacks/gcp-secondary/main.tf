# Credentials come from the environment. The region is the customer's.
provider "google" {
  project = var.project_id
  region  = local.region
}

locals {
  region = "asia-northeast3"

  # Production has the names of the design, and other environments theirs after it.
  suffix = var.heal7.environment == "production" ? "" : "-${var.heal7.environment}"

  # A label has at most 63 lower-case letters, digits, hyphens and underscores.
  labels = {
    for key, value in {
      stack       = var.heal7.stack
      environment = var.heal7.environment
      owner       = var.heal7.owner
      system      = var.heal7.system
      cost-centre = var.heal7.cost_centre
      managed-by  = "terraform"
    } : key => substr(replace(lower(value), "/[^a-z0-9_-]/", "-"), 0, 63)
  }
}

module "network" {
  source = "../../modules/gcp-network"

  name       = "heal7${local.suffix}"
  project_id = var.project_id
  region     = local.region
  labels     = local.labels
}

module "cluster" {
  source = "../../modules/gcp-gke"

  name       = "heal7-secondary${local.suffix}"
  project_id = var.project_id
  region     = local.region
  network    = module.network

  spot     = var.spot
  general  = { max = var.general_nodes }
  high_cpu = { max = var.high_cpu_nodes }
  gpu      = { max = var.gpu_nodes }

  deletion_protection = var.deletion_protection
  labels              = local.labels
}

module "database" {
  source = "../../modules/gcp-postgres"

  name       = "heal7-${var.heal7.environment}-replica"
  project_id = var.project_id
  region     = local.region
  network    = module.network

  role             = var.database_role
  database_version = "POSTGRES_${var.database_version}"
  database         = "heal7_${replace(var.heal7.environment, "-", "_")}"
  disk             = { size = var.database_gb, limit = var.database_gb * 5 }
  service_accounts = var.database_users

  deletion_protection = var.deletion_protection
  labels              = local.labels
}
