resource "google_compute_network" "this" {
  #checkov:skip=CKV2_GCP_18:A network that is not the default one denies what no rule allows; GKE and its module bring theirs
  project = var.project_id
  name    = var.name

  # One subnet with known ranges, not one in every region of the world.
  auto_create_subnetworks = false
  routing_mode            = "REGIONAL"

  lifecycle {
    precondition {
      condition     = length(local.overlapping) == 0
      error_message = "Ranges overlap: ${join("; ", local.overlapping)}."
    }
  }
}

resource "google_compute_subnetwork" "private" {
  project       = var.project_id
  name          = "${var.name}-private"
  region        = var.region
  network       = google_compute_network.this.id
  ip_cidr_range = var.ranges.nodes

  # Nodes have no public address: this is how they reach Google's own services.
  private_ip_google_access = true

  secondary_ip_range {
    range_name    = "${var.name}-pod-range"
    ip_cidr_range = var.ranges.pods
  }

  secondary_ip_range {
    range_name    = "${var.name}-service-range"
    ip_cidr_range = var.ranges.services
  }

  log_config {
    aggregation_interval = "INTERVAL_10_MIN"
    flow_sampling        = 0.1
    metadata             = "INCLUDE_ALL_METADATA"
  }
}
