mock_provider "google" {}

variables {
  project_id = "heal7-production"
}

run "has_the_ranges_of_the_design" {
  command = plan

  assert {
    condition     = google_compute_subnetwork.private.ip_cidr_range == "10.20.0.0/20"
    error_message = "nodes are in 10.20.0.0/20"
  }
  assert {
    condition = {
      for range in google_compute_subnetwork.private.secondary_ip_range :
      range.range_name => range.ip_cidr_range
      } == {
      heal7-pod-range     = "10.24.0.0/14"
      heal7-service-range = "10.28.0.0/20"
    }
    error_message = "pods and services have the ranges that the design names"
  }
  assert {
    condition     = google_compute_network.this.auto_create_subnetworks == false
    error_message = "no subnets but our own"
  }
}

run "lets_private_nodes_out_and_nobody_in" {
  command = plan

  assert {
    condition     = google_compute_subnetwork.private.private_ip_google_access
    error_message = "nodes reach Google's services without a public address"
  }
  assert {
    condition     = google_compute_router_nat.this.source_subnetwork_ip_ranges_to_nat == "LIST_OF_SUBNETWORKS"
    error_message = "NAT is for our subnet alone"
  }
}

run "connects_cloud_sql_both_ways" {
  command = plan

  assert {
    condition = (
      google_compute_global_address.database.address == "10.30.0.0" &&
      google_compute_global_address.database.prefix_length == 20 &&
      google_compute_global_address.database.purpose == "VPC_PEERING"
    )
    error_message = "Cloud SQL takes its addresses from 10.30.0.0/20"
  }
  assert {
    condition     = google_compute_network_peering_routes_config.this.export_custom_routes
    error_message = "routes to AWS are exported to Cloud SQL, or its replies have none"
  }
}

run "announces_what_aws_calls" {
  command = plan

  assert {
    condition     = output.announced_ranges == ["10.20.0.0/20", "10.24.0.0/14", "10.30.0.0/20"]
    error_message = "nodes, pods and Cloud SQL are announced, services are not"
  }
}

run "refuses_ranges_that_overlap_each_other" {
  command = plan

  variables {
    # The last address of 10.24.0.0/14 is 10.27.255.255.
    ranges = { services = "10.27.240.0/20" }
  }

  expect_failures = [google_compute_network.this]
}

run "refuses_a_range_that_aws_has" {
  command = plan

  variables {
    ranges = { nodes = "10.10.32.0/20" }
  }

  expect_failures = [google_compute_network.this]
}

run "accepts_ranges_that_only_touch" {
  command = plan

  variables {
    ranges = { services = "10.28.0.0/20", database = "10.28.16.0/20" }
  }

  assert {
    condition     = length(local.overlapping) == 0
    error_message = "neighbours do not overlap"
  }
}

run "refuses_what_is_no_range" {
  command = plan

  variables {
    ranges = { nodes = "10.20.0.0" }
  }

  expect_failures = [var.ranges]
}
