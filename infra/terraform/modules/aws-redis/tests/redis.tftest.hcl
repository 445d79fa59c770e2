mock_provider "aws" {
  source = "../../mocks/aws"
}

variables {
  name       = "heal7-production-redis"
  vpc_id     = "vpc-1"
  subnet_ids = ["subnet-a", "subnet-b", "subnet-c"]
  users      = { heal7-api-gateway = { access_string = "on ~session:* +@all -@dangerous" } }
}

run "as_the_design_says_where_it_was_right" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.node_type == "cache.r6g.large" && aws_elasticache_replication_group.this.num_cache_clusters == 3
    error_message = "three nodes"
  }

  assert {
    condition     = aws_elasticache_replication_group.this.multi_az_enabled && aws_elasticache_replication_group.this.automatic_failover_enabled
    error_message = "in several zones, with failover"
  }

  assert {
    condition     = aws_elasticache_replication_group.this.at_rest_encryption_enabled == "true" && aws_elasticache_replication_group.this.transit_encryption_enabled && aws_elasticache_replication_group.this.transit_encryption_mode == "required"
    error_message = "encrypted at rest, and on the way without exception"
  }

  assert {
    condition     = aws_elasticache_replication_group.this.engine == "redis" && aws_elasticache_replication_group.this.engine_version == "7.1" && aws_elasticache_parameter_group.this.family == "redis7"
    error_message = "Redis 7"
  }
}

run "there_is_no_password" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.auth_token == null && aws_elasticache_replication_group.this.user_group_ids == toset(["heal7-production-redis"])
    error_message = "users, and no shared token"
  }

  assert {
    condition     = alltrue([for user in aws_elasticache_user.this : user.authentication_mode[0].type == "iam" && user.user_id == user.user_name])
    error_message = "by IAM, which wants the same id and name"
  }

  assert {
    condition     = aws_elasticache_user.default.user_name == "default" && aws_elasticache_user.default.access_string == "off -@all"
    error_message = "who gives no name can do nothing"
  }

  assert {
    condition     = aws_elasticache_user_group.this.user_ids == toset(["heal7-production-redis-default", "heal7-api-gateway"])
    error_message = "both are in the group"
  }
}

run "a_quarter_stays_free" {
  command = plan

  assert {
    condition = anytrue([
      for parameter in aws_elasticache_parameter_group.this.parameter : parameter.name == "reserved-memory-percent" && parameter.value == "25"
    ])
    error_message = "for replication and failover"
  }
}

run "the_windows_are_night_in_seoul" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.snapshot_window == "18:00-19:00" && aws_elasticache_replication_group.this.maintenance_window == "sat:19:30-sat:20:30"
    error_message = "03:00-04:00, and Sunday 04:30-05:30"
  }

  assert {
    condition     = aws_elasticache_replication_group.this.snapshot_retention_limit == 7 && aws_elasticache_replication_group.this.final_snapshot_identifier == "heal7-production-redis-final"
    error_message = "snapshots, and a last one"
  }
}

run "without_snapshots_there_is_no_last_one" {
  command = plan

  variables {
    snapshot_retention_days = 0
  }

  assert {
    condition     = aws_elasticache_replication_group.this.final_snapshot_identifier == null
    error_message = "ElastiCache makes one where it is named"
  }
}

run "one_node_has_no_failover" {
  command = plan

  variables {
    nodes = 1
  }

  assert {
    condition     = !aws_elasticache_replication_group.this.multi_az_enabled && !aws_elasticache_replication_group.this.automatic_failover_enabled
    error_message = "ElastiCache refuses it for one"
  }
}

run "only_named_clients_reach_it" {
  command = plan

  variables {
    client_security_group_ids = { pods = "sg-pods" }
    client_cidrs              = { "gcp pods" = "10.24.0.0/14" }
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.group["pods"].from_port == 6379 && aws_vpc_security_group_ingress_rule.range["gcp pods"].to_port == 6379
    error_message = "its port and no other"
  }
}

run "a_user_called_default_is_refused" {
  command = plan

  variables {
    users = { default = { access_string = "on ~* +@all" } }
  }

  expect_failures = [var.users]
}

run "the_whole_internet_is_refused" {
  command = plan

  variables {
    client_cidrs = { everybody = "0.0.0.0/0" }
  }

  expect_failures = [var.client_cidrs]
}

run "a_version_that_elasticache_does_not_offer_is_refused" {
  command = plan

  variables {
    engine_version = "7.2"
  }

  expect_failures = [var.engine_version]
}
