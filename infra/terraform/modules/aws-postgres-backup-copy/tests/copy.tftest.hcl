mock_provider "aws" {
  source = "../../mocks/aws"
}

override_module {
  target          = module.key
  override_during = plan
  outputs         = { arn = "arn:aws:kms:ap-northeast-1:000000000000:key/copies" }
}

variables {
  name                   = "heal7-production"
  source_db_instance_arn = "arn:aws:rds:ap-northeast-2:000000000000:db:heal7-production"
}

run "copies_are_encrypted_and_end" {
  command = plan

  assert {
    condition     = aws_db_instance_automated_backups_replication.this.kms_key_id == "arn:aws:kms:ap-northeast-1:000000000000:key/copies"
    error_message = "by a key of the region they are in"
  }

  assert {
    condition     = aws_db_instance_automated_backups_replication.this.retention_period == 7
    error_message = "after seven days"
  }
}

run "copies_for_ever_are_refused" {
  command = plan

  variables {
    retention_days = 400
  }

  expect_failures = [var.retention_days]
}
