mock_provider "aws" {
  source = "../../mocks/aws"
}

override_module {
  target          = module.database
  override_during = plan

  outputs = {
    identifier        = "production-heal7-saju-engine"
    arn               = "arn:aws:rds:ap-northeast-2:000000000000:db:production-heal7-saju-engine"
    address           = "database.internal"
    port              = 5432
    database_name     = "heal7_saju_engine"
    replica_addresses = {}
    admin_secret_arn  = "arn:aws:secretsmanager:ap-northeast-2:000000000000:secret:rds!db-0"
    kms_key_arn       = "arn:aws:kms:ap-northeast-2:000000000000:key/0"
    security_group_id = "sg-database"
  }
}

variables {
  heal7 = {
    stack       = "saju-database"
    environment = "production"
    owner       = "group:default/platform-team"
    system      = "system:default/heal7-platform"
    cost_centre = "platform"
  }

  deletion_protection = true
  service             = "heal7-saju-engine"
}

run "external_secrets_finds_every_variable" {
  command = plan

  assert {
    condition = output.external_secrets == {
      DATABASE_URL = { key = "heal7/production/heal7-saju-engine/database", property = "url" }
      PGUSER       = { key = "arn:aws:secretsmanager:ap-northeast-2:000000000000:secret:rds!db-0", property = "username" }
      PGPASSWORD   = { key = "arn:aws:secretsmanager:ap-northeast-2:000000000000:secret:rds!db-0", property = "password" }
    }
    error_message = "in the form of the chart's secrets.env"
  }
}

run "what_we_keep_has_no_credentials" {
  command = plan

  assert {
    condition     = jsondecode(aws_secretsmanager_secret_version.connection.secret_string).url == "postgres://database.internal:5432/heal7_saju_engine?sslmode=verify-full"
    error_message = "where it is, with TLS, and nobody's name or password"
  }

  assert {
    condition     = keys(jsondecode(aws_secretsmanager_secret_version.connection.secret_string)) == ["database", "host", "port", "url"]
    error_message = "nothing else"
  }
}

run "a_size_that_there_is_not_is_refused" {
  command = plan

  variables {
    size = "huge"
  }

  expect_failures = [var.size]
}

run "one_zone_is_refused_in_production" {
  command = plan

  variables {
    multi_az = false
  }

  expect_failures = [var.multi_az]
}

run "one_zone_will_do_elsewhere" {
  command = plan

  variables {
    multi_az = false

    heal7 = {
      stack       = "saju-database"
      environment = "staging"
      owner       = "group:default/platform-team"
      system      = "system:default/heal7-platform"
      cost_centre = "platform"
    }
  }
}
