# Caught: A managed resource "google_compute_network" "heal7_vpc" has not been declared
resource "google_compute_subnetwork" "planted" {
  name          = "heal7"
  ip_cidr_range = "10.20.0.0/20"
  network       = google_compute_network.heal7_vpc.id
}
