provider "google" {
  project = "heal7-staging"
  region  = "asia-northeast3"
}

module "network" {
  source     = "../../../gcp-network"
  project_id = "heal7-staging"
}

# Spot machines, one general node, and no engine: the GPU pool starts from
# nothing when a pod asks for it.
module "cluster" {
  source = "../.."

  name                = "heal7-secondary-staging"
  project_id          = "heal7-staging"
  network             = module.network
  spot                = true
  general             = { min = 1, max = 3 }
  high_cpu            = { max = 0 }
  gpu                 = { max = 1 }
  deletion_protection = false
  labels              = { environment = "staging" }
}
