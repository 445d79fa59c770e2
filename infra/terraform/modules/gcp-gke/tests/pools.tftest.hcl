mock_provider "google" {}

variables {
  project_id = "heal7-production"
  network = {
    network_id         = "projects/heal7-production/global/networks/heal7"
    subnetwork_id      = "projects/heal7-production/regions/asia-northeast3/subnetworks/heal7-private"
    pod_range_name     = "heal7-pod-range"
    service_range_name = "heal7-service-range"
  }
}

run "has_nodes" {
  command = plan

  assert {
    condition     = toset(keys(google_container_node_pool.this)) == toset(["general", "high-cpu", "gpu"])
    error_message = "removing the default pool leaves three others"
  }
  assert {
    condition = (
      google_container_node_pool.this["general"].autoscaling[0].total_min_node_count == 2 &&
      google_container_node_pool.this["general"].autoscaling[0].total_max_node_count == 10
    )
    error_message = "the general pool has 2 to 10 nodes in all zones together"
  }
  assert {
    condition     = length(google_container_node_pool.this["general"].node_config[0].taint) == 0
    error_message = "anything may run on the general pool"
  }
}

run "offers_accelerators_to_those_who_ask" {
  command = plan

  assert {
    condition = (
      google_container_node_pool.this["gpu"].node_config[0].guest_accelerator[0].type == "nvidia-tesla-t4" &&
      google_container_node_pool.this["gpu"].node_config[0].guest_accelerator[0].count == 1 &&
      google_container_node_pool.this["gpu"].node_config[0].guest_accelerator[0].gpu_driver_installation_config[0].gpu_driver_version == "DEFAULT"
    )
    error_message = "a GPU node has one accelerator, and its driver"
  }
  assert {
    condition     = google_container_node_pool.this["gpu"].node_config[0].taint[0].key == "nvidia.com/gpu"
    error_message = "what asks for no GPU stays away from it"
  }
  assert {
    condition     = google_container_node_pool.this["gpu"].autoscaling[0].total_min_node_count == 0
    error_message = "an unused GPU costs nothing"
  }
  assert {
    condition     = google_container_node_pool.this["gpu"].node_locations == toset(["asia-northeast3-b", "asia-northeast3-c"])
    error_message = "GPU nodes are in the zones that have the accelerator"
  }
}

run "labels_pools_as_the_services_select_them" {
  command = plan

  assert {
    condition = alltrue([
      for name, pool in google_container_node_pool.this :
      pool.node_config[0].labels["heal7.com/node-pool"] == name
    ])
    error_message = "a pool has its name as a label"
  }
  assert {
    condition = (
      google_container_node_pool.this["high-cpu"].node_config[0].taint[0].key == "heal7.com/dedicated" &&
      google_container_node_pool.this["high-cpu"].node_config[0].taint[0].value == "high-cpu"
    )
    error_message = "the engine tolerates heal7.com/dedicated=high-cpu"
  }
}

run "hardens_every_node" {
  command = plan

  assert {
    condition = alltrue([
      for pool in google_container_node_pool.this :
      pool.node_config[0].workload_metadata_config[0].mode == "GKE_METADATA" &&
      pool.node_config[0].shielded_instance_config[0].enable_integrity_monitoring &&
      pool.network_config[0].enable_private_nodes &&
      pool.management[0].auto_upgrade && pool.management[0].auto_repair
    ])
    error_message = "nodes are shielded, private, repaired and upgraded, and hide their own identity from pods"
  }
  assert {
    condition = alltrue([
      for name, pool in google_container_node_pool.this :
      pool.node_config[0].shielded_instance_config[0].enable_secure_boot == (name != "gpu")
    ])
    error_message = "secure boot is on but where a driver is loaded"
  }
  assert {
    condition     = google_project_iam_member.nodes.role == "roles/container.defaultNodeServiceAccount"
    error_message = "a node may write logs and metrics, and nothing else"
  }
}

run "takes_no_spot_machines_by_default" {
  command = plan

  assert {
    condition     = alltrue([for pool in google_container_node_pool.this : !pool.node_config[0].spot])
    error_message = "production keeps its machines"
  }
}

run "takes_spot_machines_where_told" {
  command = plan

  variables {
    spot = true
  }

  assert {
    condition     = alltrue([for pool in google_container_node_pool.this : pool.node_config[0].spot && pool.autoscaling[0].location_policy == "ANY"])
    error_message = "spot is for all pools, wherever there is capacity"
  }
}

run "leaves_a_pool_out_that_may_have_no_nodes" {
  command = plan

  variables {
    gpu = { max = 0 }
  }

  assert {
    condition     = toset(keys(google_container_node_pool.this)) == toset(["general", "high-cpu"])
    error_message = "a pool of at most 0 nodes is none"
  }
}

run "refuses_a_cluster_without_nodes" {
  command = plan

  variables {
    general = { min = 0 }
  }

  expect_failures = [var.general]
}

run "refuses_accelerators_of_another_region" {
  command = plan

  variables {
    gpu = { zones = ["asia-northeast1-a"] }
  }

  expect_failures = [var.gpu]
}
