provider "google" {
  project = "heal7-production"
  region  = "asia-northeast3"
}

module "network" {
  source = "../.."

  project_id = "heal7-production"
  ranges = {
    nodes = "10.20.0.0/20"
    pods  = "10.24.0.0/14"
  }
  labels = { environment = "production" }
}

output "announced_ranges" {
  description = "What the VPN has to announce to AWS."
  value       = module.network.announced_ranges
}
