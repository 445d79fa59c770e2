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

run "is_the_cluster_of_the_design" {
  command = plan

  assert {
    condition     = google_container_cluster.this.name == "heal7-secondary"
    error_message = "the cluster has the customer's name"
  }
  assert {
    condition     = google_container_cluster.this.location == "asia-northeast3"
    error_message = "the cluster is regional, in Seoul"
  }
  assert {
    condition     = google_container_cluster.this.workload_identity_config[0].workload_pool == "heal7-production.svc.id.goog"
    error_message = "pods have identities of their own"
  }
  assert {
    condition = (
      google_container_cluster.this.ip_allocation_policy[0].cluster_secondary_range_name == "heal7-pod-range" &&
      google_container_cluster.this.ip_allocation_policy[0].services_secondary_range_name == "heal7-service-range"
    )
    error_message = "pods and services are in the secondary ranges"
  }
}

run "is_reached_from_nowhere_public" {
  command = plan

  assert {
    condition = (
      google_container_cluster.this.private_cluster_config[0].enable_private_nodes &&
      google_container_cluster.this.private_cluster_config[0].enable_private_endpoint &&
      google_container_cluster.this.private_cluster_config[0].master_ipv4_cidr_block == "172.16.0.0/28"
    )
    error_message = "nodes and control plane have private addresses only"
  }
  assert {
    condition     = [for block in google_container_cluster.this.master_authorized_networks_config[0].cidr_blocks : block.cidr_block] == ["10.10.0.0/16"]
    error_message = "the control plane listens to AWS through the VPN"
  }
  assert {
    condition     = !google_container_cluster.this.master_authorized_networks_config[0].gcp_public_cidrs_access_enabled
    error_message = "other tenants of Google Cloud are no clients"
  }
}

run "enforces_network_policies" {
  command = plan

  assert {
    condition     = google_container_cluster.this.datapath_provider == "ADVANCED_DATAPATH"
    error_message = "without Dataplane V2 network policies do nothing"
  }
}

run "pins_no_version_that_could_run_out_of_support" {
  command = plan

  assert {
    condition     = google_container_cluster.this.release_channel[0].channel == "REGULAR"
    error_message = "a channel chooses the version"
  }
  assert {
    condition     = google_container_cluster.this.min_master_version == null
    error_message = "the control plane's version is not pinned"
  }
}

run "refuses_a_channel_that_supports_less" {
  command = plan

  variables {
    release_channel = "RAPID"
  }

  expect_failures = [var.release_channel]
}

run "refuses_a_control_plane_open_to_everybody" {
  command = plan

  variables {
    control_plane_clients = { everybody = "0.0.0.0/0" }
  }

  expect_failures = [var.control_plane_clients]
}

run "lets_webhooks_through" {
  command = plan

  assert {
    condition = (
      google_compute_firewall.webhooks.source_ranges == toset(["172.16.0.0/28"]) &&
      one(google_compute_firewall.webhooks.allow).ports == tolist(["15017"])
    )
    error_message = "the control plane reaches Istio's webhook, and nobody else does"
  }
}

run "keeps_a_long_name_within_the_account_s_30_characters" {
  command = plan

  variables {
    name = "heal7-secondary-staging-for-load-tests"
  }

  assert {
    condition     = length(google_service_account.nodes.account_id) <= 30
    error_message = "an account's name has at most 30 characters"
  }
  assert {
    condition     = can(regex("^[a-z][a-z0-9-]+-nodes$", google_service_account.nodes.account_id))
    error_message = "an account's name is still readable"
  }
}

run "encrypts_secrets_when_there_is_a_key" {
  command = plan

  variables {
    secrets_key_id = "projects/heal7-production/locations/asia-northeast3/keyRings/gke/cryptoKeys/secrets"
  }

  assert {
    condition     = google_container_cluster.this.database_encryption[0].state == "ENCRYPTED"
    error_message = "a key is used"
  }
}
