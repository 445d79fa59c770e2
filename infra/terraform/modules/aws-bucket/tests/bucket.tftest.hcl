mock_provider "aws" {
  source = "../../mocks/aws"
}

variables {
  name = "heal7-uploads"
}

run "private_encrypted_versioned" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "nothing of it is public"
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "AES256"
    error_message = "encrypted"
  }

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "versioned"
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.this.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "no access lists"
  }
}

run "plain_http_is_refused" {
  command = plan

  assert {
    condition = (
      data.aws_iam_policy_document.tls_only.statement[0].effect == "Deny"
      && tolist(data.aws_iam_policy_document.tls_only.statement[0].condition)[0].variable == "aws:SecureTransport"
      && tolist(data.aws_iam_policy_document.tls_only.statement[0].condition)[0].values == tolist(["false"])
    )
    error_message = "without TLS everything is denied"
  }
}

run "protected_it_keeps_what_is_in_it" {
  command = plan

  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "S3 refuses to delete a bucket with objects"
  }
}

run "unprotected_it_goes_with_what_is_in_it" {
  command = plan

  variables {
    deletion_protection = false
  }

  assert {
    condition     = aws_s3_bucket.this.force_destroy
    error_message = "objects go with the bucket"
  }
}

run "own_key" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:ap-northeast-2:000000000000:key/00000000-0000-0000-0000-000000000000"
  }

  assert {
    condition = (
      one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms"
      && one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    )
    error_message = "by the key, with one call to it a bucket and not one an object"
  }
}

run "what_was_replaced_ends" {
  command = plan

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.this[0].rule[0].noncurrent_version_expiration[0].noncurrent_days == 30
    error_message = "after 30 days"
  }
}

run "what_was_replaced_may_stay" {
  command = plan

  variables {
    noncurrent_version_days = null
  }

  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.this) == 0
    error_message = "no rule"
  }
}

run "half_a_day_is_refused" {
  command = plan

  variables {
    noncurrent_version_days = 0.5
  }

  expect_failures = [var.noncurrent_version_days]
}

run "a_name_without_certificate_is_refused" {
  command = plan

  variables {
    name = "heal7.uploads"
  }

  expect_failures = [var.name]
}
