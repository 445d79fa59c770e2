provider "google" {
  project = "heal7-production"
  region  = "asia-northeast3"
}

module "network" {
  source     = "../../../gcp-network"
  project_id = "heal7-production"
}

# After AWS is lost and the runbook's steps are done: the writer, in two zones.
module "database" {
  source = "../.."

  role             = "promoted"
  project_id       = "heal7-production"
  network          = module.network
  service_accounts = ["web@heal7-production.iam.gserviceaccount.com"]
  labels           = { environment = "production" }
}
