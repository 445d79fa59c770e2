mock_provider "google" {}

variables {
  heal7 = {
    stack       = "gcp-production"
    environment = "production"
    owner       = "group:default/Platform Team"
    system      = "heal7"
    cost_centre = "platform"
  }
  project_id = "heal7-production"
}

run "has_the_customer_s_names_in_production" {
  assert {
    condition     = output.cluster == "heal7-secondary" && output.database == "heal7-production-replica"
    error_message = "the names of the design"
  }
  assert {
    condition     = output.workload_pool == "heal7-production.svc.id.goog"
    error_message = "identities are those of the project"
  }
}

run "keeps_environments_apart" {
  variables {
    heal7 = {
      stack       = "gcp-staging"
      environment = "staging"
      owner       = "group:default/platform"
      system      = "heal7"
      cost_centre = "platform"
    }
    project_id = "heal7-staging"
    spot       = true
  }

  assert {
    condition     = output.cluster == "heal7-secondary-staging" && output.database == "heal7-staging-replica"
    error_message = "another environment has names of its own"
  }
}

run "makes_labels_of_what_the_portal_says" {
  command = plan

  assert {
    condition = local.labels == {
      stack       = "gcp-production"
      environment = "production"
      owner       = "group-default-platform-team"
      system      = "heal7"
      cost-centre = "platform"
      managed-by  = "terraform"
    }
    error_message = "labels have lower-case letters, digits, hyphens and underscores"
  }
}

run "refuses_spot_machines_in_production" {
  command = plan

  variables {
    spot = true
  }

  expect_failures = [var.spot]
}

run "refuses_what_is_no_project" {
  command = plan

  variables {
    project_id = "Heal7"
  }

  expect_failures = [var.project_id]
}

run "leaves_out_pools_nobody_wants" {
  command = plan

  variables {
    gpu_nodes      = 0
    high_cpu_nodes = 0
  }

  assert {
    condition     = keys(module.cluster.node_pools) == ["general"]
    error_message = "the general pool is the only one"
  }
}
