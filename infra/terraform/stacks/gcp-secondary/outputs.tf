output "cluster" {
  description = "Name of the cluster."
  value       = module.cluster.name
}

output "cluster_endpoint" {
  description = "Private address of its control plane."
  value       = module.cluster.endpoint
}

output "workload_pool" {
  description = "What a Kubernetes service account is a principal of."
  value       = module.cluster.workload_pool
}

output "database" {
  description = "Name of the database instance."
  value       = module.database.name
}

output "database_address" {
  description = "Its private address."
  value       = module.database.private_address
}

output "database_connection" {
  description = "What connectors call it."
  value       = module.database.connection_name
}

output "announced_ranges" {
  description = "What the VPN has to announce to AWS."
  value       = module.network.announced_ranges
}
