mock_provider "cloudflare" {}

variables {
  heal7 = {
    stack       = "edge-production"
    environment = "production"
    owner       = "group:default/platform"
    system      = "heal7"
    cost_centre = "platform"
  }
  account_id  = "0123456789abcdef0123456789abcdef"
  zone_id     = "fedcba9876543210fedcba9876543210"
  aws_address = "heal7-production.elb.ap-northeast-2.amazonaws.com"
  gcp_address = "203.0.113.10"
}

run "steers_as_the_design_says" {
  command = plan

  assert {
    condition = output.steering.countries == {
      KR = ["aws-primary", "gcp-secondary"]
      JP = ["gcp-secondary", "aws-primary"]
    }
    error_message = "Korea to AWS, Japan to Google Cloud, each with the other in need"
  }
  assert {
    condition     = output.pools["heal7-global"] == { "aws-seoul" = 0.7, "gcp-seoul" = 0.3 }
    error_message = "everybody else 70 to 30"
  }
}

run "weighs_a_country_that_no_cloud_claims" {
  command = plan

  variables {
    korea = "weighted"
  }

  assert {
    condition     = keys(output.steering.countries) == ["JP"]
    error_message = "Korea is one of everybody else"
  }
}

run "takes_every_share" {
  command = plan

  variables {
    gcp_percent = 29
  }

  assert {
    condition     = output.pools["heal7-global"] == { "aws-seoul" = 0.71, "gcp-seoul" = 0.29 }
    error_message = "29 and 71 percent"
  }
}

run "refuses_a_share_of_more_than_all" {
  command = plan

  variables {
    gcp_percent = 130
  }

  expect_failures = [var.gcp_percent]
}

run "refuses_what_is_no_zone" {
  command = plan

  variables {
    zone_id = "heal7.com"
  }

  expect_failures = [var.zone_id]
}
