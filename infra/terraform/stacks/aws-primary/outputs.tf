output "cluster_name" {
  description = "Name of the EKS cluster."
  value       = module.cluster.name
}

output "cluster_endpoint" {
  description = "Address of the Kubernetes API, reached from the network and the VPN only."
  value       = module.cluster.endpoint
}

output "vpc_id" {
  description = "Network that service-database and service-cache join."
  value       = module.network.vpc_id
}

output "nat_addresses" {
  description = "Addresses that calls to the outside come from."
  value       = module.network.nat_addresses
}

output "database_address" {
  description = "Host of PostgreSQL that writes go to."
  value       = module.database.address
}

output "database_replica_addresses" {
  description = "Hosts of PostgreSQL that only answer reads, by name."
  value       = module.database.replica_addresses
}

output "database_admin_secret_arn" {
  description = "Secret with the admin's user name and password, which AWS rotates."
  value       = module.database.admin_secret_arn
}

output "cache_address" {
  description = "Host of Redis that writes go to; TLS and IAM only."
  value       = module.cache.address
}

output "cache_reader_address" {
  description = "Host of Redis that spreads reads."
  value       = module.cache.reader_address
}

output "workload_role_arns" {
  description = "Roles of service accounts, by name."
  value       = module.cluster.workload_role_arns
}
