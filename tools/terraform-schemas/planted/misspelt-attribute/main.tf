# Caught: An argument named "auto_create_subnetwork" is not expected here. Did you mean "auto_create_subnetworks"?
resource "google_compute_network" "planted" {
  name                   = "heal7"
  auto_create_subnetwork = false
}
