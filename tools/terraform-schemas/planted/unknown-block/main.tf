# Caught: Blocks of type "node_groups" are not expected here.
resource "google_container_cluster" "planted" {
  name = "heal7"
  node_groups {
    name = "general"
  }
}
