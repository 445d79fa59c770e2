resource "google_container_cluster" "this" {
  #checkov:skip=CKV_GCP_12:Dataplane V2 enforces network policies; this looks for Calico
  #checkov:skip=CKV_GCP_21:Labels come from the stack, through an expression that this cannot follow
  #checkov:skip=CKV_GCP_65:Access is by IAM; groups in RBAC need a Google Workspace domain, which is not part of the design
  #checkov:skip=CKV_GCP_66:Attestors are made where images are built; the policy comes with signatures, not before them
  project  = var.project_id
  name     = var.name
  location = var.region

  deletion_protection = var.deletion_protection
  resource_labels     = var.labels

  # The pools are resources of their own (pools.tf); GKE makes a cluster only with
  # a pool, which is removed at once.
  remove_default_node_pool = true
  initial_node_count       = 1

  network         = var.network.network_id
  subnetwork      = var.network.subnetwork_id
  networking_mode = "VPC_NATIVE"

  # Without Dataplane V2 every NetworkPolicy is accepted and does nothing.
  datapath_provider           = "ADVANCED_DATAPATH"
  enable_intranode_visibility = true

  enable_shielded_nodes = true
  enable_legacy_abac    = false

  release_channel {
    channel = var.release_channel
  }

  ip_allocation_policy {
    cluster_secondary_range_name  = var.network.pod_range_name
    services_secondary_range_name = var.network.service_range_name
  }

  private_cluster_config {
    enable_private_nodes    = true
    enable_private_endpoint = true
    master_ipv4_cidr_block  = var.control_plane_range
  }

  master_authorized_networks_config {
    gcp_public_cidrs_access_enabled = false

    dynamic "cidr_blocks" {
      for_each = var.control_plane_clients

      content {
        display_name = cidr_blocks.key
        cidr_block   = cidr_blocks.value
      }
    }
  }

  master_auth {
    client_certificate_config {
      issue_client_certificate = false
    }
  }

  workload_identity_config {
    workload_pool = "${var.project_id}.svc.id.goog"
  }

  database_encryption {
    state    = var.secrets_key_id == null ? "DECRYPTED" : "ENCRYPTED"
    key_name = var.secrets_key_id
  }

  # Saturday to Monday, 02:30 to 06:30 in Seoul. GKE asks for windows of four
  # hours that make 48 in any 32 days, so one night a week is not enough:
  # https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions
  maintenance_policy {
    recurring_window {
      start_time = "2026-01-02T17:30:00Z"
      end_time   = "2026-01-02T21:30:00Z"
      recurrence = "FREQ=WEEKLY;BYDAY=FR,SA,SU"
    }
  }

  logging_config {
    enable_components = ["SYSTEM_COMPONENTS", "WORKLOADS"]
  }

  monitoring_config {
    enable_components = ["SYSTEM_COMPONENTS"]

    # The platform chart brings its own Prometheus; two would be paid for twice.
    managed_prometheus {
      enabled = false
    }
  }

  security_posture_config {
    mode               = "BASIC"
    vulnerability_mode = "VULNERABILITY_DISABLED"
  }

  cost_management_config {
    enabled = true
  }

  node_pool_defaults {
    node_config_defaults {
      insecure_kubelet_readonly_port_enabled = "FALSE"
    }
  }

  # For the minutes that the first pool lives.
  node_config {
    service_account = google_service_account.nodes.email

    shielded_instance_config {
      enable_secure_boot          = true
      enable_integrity_monitoring = true
    }

    workload_metadata_config {
      mode = "GKE_METADATA"
    }
  }

  lifecycle {
    # That of the removed pool: a difference in it would replace the cluster.
    ignore_changes = [node_config, initial_node_count]
  }

  depends_on = [google_project_iam_member.nodes]
}
