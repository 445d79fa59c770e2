mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "aws" {
  alias  = "backup"
  source = "../../mocks/aws"
}

variables {
  heal7 = {
    stack       = "aws-primary"
    environment = "production"
    owner       = "group:default/platform-team"
    system      = "system:default/heal7-platform"
    cost_centre = "platform"
  }

  deletion_protection = true
}

run "production_as_the_design_has_it" {
  command = plan

  assert {
    condition     = output.cluster_name == "heal7-production"
    error_message = "the cluster's name"
  }

  assert {
    condition     = var.region == "ap-northeast-2" && var.database_class == "db.r6g.xlarge" && var.database_storage_gb == 1000 && var.database_max_storage_gb == 5000
    error_message = "region, size and storage"
  }

  assert {
    condition     = module.database.database_name == "heal7_production"
    error_message = "the database's name"
  }
}

run "secrets_of_this_environment_only" {
  command = plan

  assert {
    condition     = data.aws_iam_policy_document.external_secrets.statement[0].resources == toset(["arn:aws:secretsmanager:ap-northeast-2:000000000000:secret:heal7/production/*"])
    error_message = "by name"
  }

  assert {
    condition = toset([
      for condition in data.aws_iam_policy_document.external_secrets.statement[2].condition : "${condition.variable}=${join(",", condition.values)}"
    ]) == toset(["aws:ResourceTag/environment=production", "kms:ViaService=secretsmanager.ap-northeast-2.amazonaws.com"])
    error_message = "by key"
  }
}

run "who_calls_from_google_cloud" {
  command = plan

  assert {
    condition     = local.database_clients == { "gcp cloud-sql" = "10.30.0.0/20", "gcp nodes" = "10.20.0.0/20", "gcp pods" = "10.24.0.0/14" }
    error_message = "nodes, pods and the replica reach the database"
  }

  assert {
    condition     = local.cache_clients == { "gcp nodes" = "10.20.0.0/20", "gcp pods" = "10.24.0.0/14" }
    error_message = "nodes and pods reach Redis"
  }
}

run "a_year_from_now" {
  command = plan

  variables {
    database_class          = "db.r6g.2xlarge"
    database_replicas       = { reader-1 = "db.r6g.xlarge", reader-2 = "db.r6g.xlarge" }
    database_storage_gb     = 2000
    database_max_storage_gb = 10000
  }

  assert {
    condition     = length(output.database_replica_addresses) == 2
    error_message = "two replicas"
  }
}

run "staging_is_small_and_sleeps" {
  command = plan

  variables {
    heal7 = {
      stack       = "aws-primary"
      environment = "staging"
      owner       = "group:default/platform-team"
      system      = "system:default/heal7-platform"
      cost_centre = "platform"
    }

    name                    = "heal7-staging"
    network_cidr            = "10.11.0.0/16"
    spot                    = true
    off_hours               = true
    multi_az                = false
    database_storage_gb     = 50
    database_max_storage_gb = 200
    cache_nodes             = 1

    node_groups = {
      general  = { instance_types = ["m6i.large", "m5.large", "m6a.large"], min_size = 2, max_size = 4 }
      high-cpu = { instance_types = ["c6i.xlarge", "c5.xlarge", "c6a.xlarge"], min_size = 0, max_size = 2 }
    }
  }
}

run "production_never_sleeps" {
  command = plan

  variables {
    off_hours = true
  }

  expect_failures = [var.off_hours]
}

run "production_is_not_on_spot" {
  command = plan

  variables {
    spot = true
  }

  expect_failures = [var.spot]
}

run "production_is_in_two_zones" {
  command = plan

  variables {
    multi_az = false
  }

  expect_failures = [var.multi_az]
}

run "the_engines_group_keeps_its_name" {
  command = plan

  variables {
    node_groups = {
      general = { instance_types = ["m6i.large"], min_size = 3, max_size = 12 }
      compute = { instance_types = ["c6i.xlarge"], min_size = 2, max_size = 8 }
    }
  }

  expect_failures = [var.node_groups]
}

run "copies_go_elsewhere" {
  command = plan

  variables {
    backup_region = "ap-northeast-2"
  }

  expect_failures = [var.backup_region]
}
