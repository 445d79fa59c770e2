mock_provider "aws" {
  source = "../../mocks/aws"
}

variables {
  heal7 = {
    stack       = "uploads"
    environment = "production"
    owner       = "group:default/platform-team"
    system      = "system:default/heal7-platform"
    cost_centre = "platform"
  }

  deletion_protection = true
  bucket              = "heal7-production-uploads"
}

run "a_bucket_of_that_name" {
  command = plan

  override_resource {
    target          = module.bucket.aws_s3_bucket.this
    override_during = plan

    values = {
      id  = "heal7-production-uploads"
      arn = "arn:aws:s3:::heal7-production-uploads"
    }
  }

  assert {
    condition     = output.bucket == "heal7-production-uploads" && output.bucket_arn == "arn:aws:s3:::heal7-production-uploads"
    error_message = "told to those who use it"
  }
}

run "whose_it_is_is_on_everything" {
  command = plan

  assert {
    condition = local.tags == {
      stack         = "uploads"
      environment   = "production"
      owner         = "group:default/platform-team"
      system        = "system:default/heal7-platform"
      "cost-centre" = "platform"
      "managed-by"  = "terraform"
    }
    error_message = "in the tags that the provider gives to all resources"
  }
}

run "of_no_system" {
  command = plan

  variables {
    heal7 = {
      stack       = "uploads"
      environment = "production"
      owner       = "group:default/platform-team"
      system      = ""
      cost_centre = "platform"
    }
  }

  assert {
    condition     = !contains(keys(local.tags), "system") && length(local.tags) == 5
    error_message = "an empty tag would be drift after every apply"
  }
}

run "a_name_that_s3_refuses_is_refused" {
  command = plan

  variables {
    bucket = "Heal7_Uploads"
  }

  expect_failures = [var.bucket]
}

run "no_days_are_refused" {
  command = plan

  variables {
    noncurrent_version_days = 0
  }

  expect_failures = [var.noncurrent_version_days]
}
