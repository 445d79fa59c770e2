provider "google" {
  project = "heal7-production"
  region  = "asia-northeast3"
}

module "network" {
  source     = "../../../gcp-network"
  project_id = "heal7-production"
}

module "database" {
  source = "../.."

  project_id       = "heal7-production"
  network          = module.network
  service_accounts = ["web@heal7-production.iam.gserviceaccount.com"]
  labels           = { environment = "production" }
}
