output "network_id" {
  description = "The network, as other resources refer to it."
  value       = google_compute_network.this.id
}

output "network_name" {
  description = "The network by name."
  value       = google_compute_network.this.name
}

output "subnetwork_id" {
  description = "The subnet of the nodes."
  value       = google_compute_subnetwork.private.id
}

output "pod_range_name" {
  description = "The secondary range for pods."
  value       = google_compute_subnetwork.private.secondary_ip_range[0].range_name
}

output "service_range_name" {
  description = "The secondary range for services."
  value       = google_compute_subnetwork.private.secondary_ip_range[1].range_name
}

output "database_range_name" {
  description = "The range that Cloud SQL takes addresses from. It waits for the peering, so that what uses it does too."
  value       = google_compute_global_address.database.name
  depends_on  = [google_service_networking_connection.this]
}

output "announced_ranges" {
  description = "What the VPN has to announce to AWS: nodes, pods and Cloud SQL. Services are the cluster's own."
  value       = [var.ranges.nodes, var.ranges.pods, var.ranges.database]
}
