mock_provider "aws" {
  source = "../../mocks/aws"
}

variables {
  heal7 = {
    stack       = "sandbox"
    environment = "sandbox"
    owner       = "group:default/platform-team"
    system      = "system:default/heal7-platform"
    cost_centre = "platform"
  }

  deletion_protection = false
  name                = "heal7-sandbox"
}

run "without_a_password" {
  command = plan

  assert {
    condition     = length(aws_ssm_parameter.password) == 0
    error_message = "no parameter"
  }

  assert {
    condition     = aws_sqs_queue.work.sqs_managed_sse_enabled && aws_sqs_queue.work.message_retention_seconds == 345600
    error_message = "four days, encrypted"
  }

  assert {
    condition     = aws_dynamodb_table.sessions.point_in_time_recovery[0].enabled && !aws_dynamodb_table.sessions.deletion_protection_enabled
    error_message = "restorable, and as protected as the portal says"
  }
}

run "with_a_password" {
  command = plan

  variables {
    password = "planted-in-a-test"
  }

  assert {
    condition     = aws_ssm_parameter.password[0].type == "SecureString" && aws_ssm_parameter.password[0].name == "/heal7-sandbox/password"
    error_message = "kept encrypted"
  }

  assert {
    condition     = issensitive(output.password)
    error_message = "and not shown"
  }
}

run "protected" {
  command = plan

  variables {
    deletion_protection = true
  }

  assert {
    condition     = aws_dynamodb_table.sessions.deletion_protection_enabled
    error_message = "DynamoDB refuses to delete the table"
  }
}

run "three_weeks_are_refused" {
  command = plan

  variables {
    message_retention_days = 21
  }

  expect_failures = [var.message_retention_days]
}

run "a_name_that_ends_with_a_hyphen_is_refused" {
  command = plan

  variables {
    name = "heal7-"
  }

  expect_failures = [var.name]
}
