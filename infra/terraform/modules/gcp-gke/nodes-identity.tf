# The identity of the machines, not of the pods: those have their own through
# Workload Identity. Google's default, the project's Compute Engine account, can
# edit the whole project.
resource "google_service_account" "nodes" {
  project      = var.project_id
  account_id   = local.node_account
  display_name = "Nodes of ${var.name}"
}

# Writing logs and metrics, which is all that a node does by itself.
resource "google_project_iam_member" "nodes" {
  project = var.project_id
  role    = "roles/container.defaultNodeServiceAccount"
  member  = google_service_account.nodes.member
}

locals {
  # At most 30 characters: a long name keeps its start, and stays unique by hash.
  node_account = (
    length("${var.name}-nodes") <= 30
    ? "${var.name}-nodes"
    : "${trimsuffix(substr(var.name, 0, 17), "-")}-${substr(sha256(var.name), 0, 6)}-nodes"
  )
}
