# Cloud SQL lives in a network of Google's behind a peering. Without this
# connection an instance with a private address cannot be created.
resource "google_compute_global_address" "database" {
  project       = var.project_id
  name          = "${var.name}-database"
  network       = google_compute_network.this.id
  purpose       = "VPC_PEERING"
  address_type  = "INTERNAL"
  address       = split("/", var.ranges.database)[0]
  prefix_length = local.prefix["${var.name} database"]
  labels        = var.labels
}

resource "google_service_networking_connection" "this" {
  network                 = google_compute_network.this.id
  service                 = "servicenetworking.googleapis.com"
  reserved_peering_ranges = [google_compute_global_address.database.name]
}

# Otherwise replies from Cloud SQL to AWS, which is behind the VPN, have no route.
resource "google_compute_network_peering_routes_config" "this" {
  project              = var.project_id
  network              = google_compute_network.this.name
  peering              = google_service_networking_connection.this.peering
  export_custom_routes = true
  import_custom_routes = false
}
