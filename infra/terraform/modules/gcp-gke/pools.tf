locals {
  # The labels and taints are those that the values files of the services name.
  pools = {
    general = {
      machine_type = var.general.machine_type
      min          = var.general.min
      max          = var.general.max
      taint        = null
      accelerator  = null
      zones        = null
    }
    high-cpu = {
      machine_type = var.high_cpu.machine_type
      min          = var.high_cpu.min
      max          = var.high_cpu.max
      taint        = { key = "heal7.com/dedicated", value = "high-cpu" }
      accelerator  = null
      zones        = null
    }
    gpu = {
      machine_type = var.gpu.machine_type
      min          = var.gpu.min
      max          = var.gpu.max
      # GKE adds this taint by itself; saying so keeps the plan empty.
      taint       = { key = "nvidia.com/gpu", value = "present" }
      accelerator = var.gpu.accelerator
      zones       = var.gpu.zones
    }
  }
}

resource "google_container_node_pool" "this" {
  #checkov:skip=CKV_GCP_68:Secure boot is on in every pool that loads no GPU driver
  for_each = { for name, pool in local.pools : name => pool if pool.max > 0 }

  project        = var.project_id
  cluster        = google_container_cluster.this.id
  name           = each.key
  node_locations = each.value.zones

  # Totals of all zones: per zone, "2 to 10" would mean 6 to 30.
  autoscaling {
    total_min_node_count = each.value.min
    total_max_node_count = each.value.max
    # Scarce machines are taken where there are any, others kept in balance.
    location_policy = var.spot || each.value.accelerator != null ? "ANY" : "BALANCED"
  }

  management {
    auto_repair  = true
    auto_upgrade = true
  }

  # A node more before one less, but no quota is kept for a spare accelerator.
  upgrade_settings {
    max_surge       = each.value.accelerator == null ? 1 : 0
    max_unavailable = each.value.accelerator == null ? 0 : 1
  }

  network_config {
    enable_private_nodes = true
  }

  node_config {
    machine_type = each.value.machine_type
    image_type   = "COS_CONTAINERD"
    disk_type    = "pd-balanced"
    disk_size_gb = 100
    spot         = var.spot

    service_account = google_service_account.nodes.email
    # What a node may do is said by its account's roles, not by scopes.
    oauth_scopes = ["https://www.googleapis.com/auth/cloud-platform"]

    labels          = { "heal7.com/node-pool" = each.key }
    resource_labels = merge(var.labels, { pool = each.key })
    metadata        = { disable-legacy-endpoints = "true" }

    workload_metadata_config {
      mode = "GKE_METADATA"
    }

    kubelet_config {
      insecure_kubelet_readonly_port_enabled = "FALSE"
    }

    shielded_instance_config {
      enable_integrity_monitoring = true
      # GPU nodes run an image that may load the driver's module, signed or not:
      # https://cloud.google.com/kubernetes-engine/security/secure-modules-cos
      enable_secure_boot = each.value.accelerator == null
    }

    dynamic "taint" {
      for_each = each.value.taint[*]

      content {
        key    = taint.value.key
        value  = taint.value.value
        effect = "NO_SCHEDULE"
      }
    }

    dynamic "guest_accelerator" {
      for_each = each.value.accelerator[*]

      content {
        type  = guest_accelerator.value
        count = 1

        gpu_driver_installation_config {
          gpu_driver_version = "DEFAULT"
        }
      }
    }
  }
}
