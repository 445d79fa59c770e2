provider "google" {
  project = "heal7-production"
  region  = "asia-northeast3"
}

module "network" {
  source     = "../../../gcp-network"
  project_id = "heal7-production"
}

module "cluster" {
  source = "../.."

  project_id = "heal7-production"
  network    = module.network
  labels     = { environment = "production" }
}
