# GKE opens 443 and 10250 from the control plane to private nodes. Admission
# webhooks on other ports time out without a rule: Istio's is on 15017.
resource "google_compute_firewall" "webhooks" {
  project   = var.project_id
  name      = "${var.name}-webhooks"
  network   = var.network.network_id
  direction = "INGRESS"

  source_ranges           = [var.control_plane_range]
  target_service_accounts = [google_service_account.nodes.email]

  allow {
    protocol = "tcp"
    ports    = ["15017"]
  }
}
