output "id" {
  description = "The cluster, as other resources refer to it."
  value       = google_container_cluster.this.id
}

output "name" {
  description = "The cluster by name."
  value       = google_container_cluster.this.name
}

output "location" {
  description = "Its region."
  value       = google_container_cluster.this.location
}

output "endpoint" {
  description = "The private address of the control plane."
  value       = google_container_cluster.this.private_cluster_config[0].private_endpoint
}

output "workload_pool" {
  description = "What a Kubernetes service account is a principal of."
  value       = google_container_cluster.this.workload_identity_config[0].workload_pool
}

output "node_service_account" {
  description = "E-mail of the identity of the nodes."
  value       = google_service_account.nodes.email
}

output "node_pools" {
  description = "The pools by name, with the number of nodes that each can have."
  value       = { for name, pool in local.pools : name => { min = pool.min, max = pool.max } if pool.max > 0 }
}
