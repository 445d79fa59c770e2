mock_provider "aws" {
  source = "../../mocks/aws"
}

variables {
  description = "What a test encrypts"
}

run "it_rotates_and_lives_on_for_a_month" {
  command = plan

  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.deletion_window_in_days == 30
    error_message = "a new secret each year, and 30 days to change one's mind"
  }

  assert {
    condition     = [for statement in data.aws_iam_policy_document.this.statement : statement.sid] == ["IamDecides"] && length(aws_kms_alias.this) == 0
    error_message = "for nobody beside those whom IAM lets, and without a name"
  }
}

run "logs_of_this_account_and_region" {
  command = plan

  variables {
    for_logs = true
    alias    = "logs"
  }

  assert {
    condition     = tolist(data.aws_iam_policy_document.this.statement[1].condition)[0].values == tolist(["arn:aws:logs:ap-northeast-2:000000000000:*"])
    error_message = "and of no other"
  }

  assert {
    condition     = aws_kms_alias.this[0].name == "alias/logs"
    error_message = "by its name"
  }
}

run "disks_of_nodes" {
  command = plan

  variables {
    for_node_disks = true
  }

  assert {
    condition     = data.aws_iam_policy_document.this.statement[2].actions == toset(["kms:CreateGrant"]) && tolist(data.aws_iam_policy_document.this.statement[2].condition)[0].variable == "kms:GrantIsForAWSResource"
    error_message = "grants only on behalf of AWS's own resources"
  }
}
