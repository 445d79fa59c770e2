# Caught: Inappropriate value for attribute "min_ports_per_vm": number required.
resource "google_compute_router_nat" "planted" {
  name                               = "heal7"
  router                             = "heal7"
  source_subnetwork_ip_ranges_to_nat = "ALL_SUBNETWORKS_ALL_IP_RANGES"
  min_ports_per_vm                   = ["64"]
}
