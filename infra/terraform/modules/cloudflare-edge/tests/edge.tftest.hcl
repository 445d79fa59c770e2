mock_provider "cloudflare" {
  override_resource {
    target = cloudflare_load_balancer_pool.this["aws-primary"]
    values = { id = "id-of-aws-primary" }
  }
  override_resource {
    target = cloudflare_load_balancer_pool.this["gcp-secondary"]
    values = { id = "id-of-gcp-secondary" }
  }
  override_resource {
    target = cloudflare_load_balancer_pool.this["heal7-global"]
    values = { id = "id-of-heal7-global" }
  }
}

variables {
  account_id = "0123456789abcdef0123456789abcdef"
  zone_id    = "fedcba9876543210fedcba9876543210"
  endpoints = {
    aws = { address = "heal7-production.elb.ap-northeast-2.amazonaws.com" }
    gcp = { address = "203.0.113.10" }
  }
}

run "steers" {
  assert {
    condition     = cloudflare_load_balancer.this.steering_policy == "geo"
    error_message = "countries are only looked at with geo steering"
  }
  assert {
    condition = cloudflare_load_balancer.this.country_pools == tomap({
      KR = tolist(["id-of-aws-primary", "id-of-gcp-secondary"])
      JP = tolist(["id-of-gcp-secondary", "id-of-aws-primary"])
    })
    error_message = "Korea is served by AWS, Japan by Google Cloud, and each by the other in need"
  }
  assert {
    condition     = cloudflare_load_balancer.this.default_pools[0] == "id-of-heal7-global"
    error_message = "everybody else is in the weighted pool"
  }
  assert {
    condition     = cloudflare_load_balancer.this.fallback_pool == "id-of-aws-primary"
    error_message = "when nothing is healthy, AWS is asked"
  }
}

run "decides_by_country_and_health" {
  module {
    source = "./tests/decide"
  }

  variables {
    steering = run.steers.steering
    pools    = run.steers.pools
    requests = {
      "KR"              = { country = "KR" }
      "JP"              = { country = "JP" }
      "US"              = { country = "US" }
      "KR, AWS is down" = { country = "KR", unhealthy = ["aws-seoul"] }
      "JP, GCP is down" = { country = "JP", unhealthy = ["gcp-seoul"] }
      "US, AWS is down" = { country = "US", unhealthy = ["aws-seoul"] }
      "US, GCP is down" = { country = "US", unhealthy = ["gcp-seoul"] }
      "KR, GCP is down" = { country = "KR", unhealthy = ["gcp-seoul"] }
    }
  }

  assert {
    condition = output.percent == {
      "KR"              = { "aws-seoul" = 100 }
      "JP"              = { "gcp-seoul" = 100 }
      "US"              = { "aws-seoul" = 70, "gcp-seoul" = 30 }
      "KR, AWS is down" = { "gcp-seoul" = 100 }
      "JP, GCP is down" = { "aws-seoul" = 100 }
      "US, AWS is down" = { "gcp-seoul" = 100 }
      "US, GCP is down" = { "aws-seoul" = 100 }
      "KR, GCP is down" = { "aws-seoul" = 100 }
    }
    error_message = "shares of requests by country and health: ${jsonencode(output.percent)}"
  }
}

run "decides_for_aws_when_nothing_answers" {
  module {
    source = "./tests/decide"
  }

  variables {
    steering = run.steers.steering
    pools    = run.steers.pools
    requests = {
      "KR" = { country = "KR", unhealthy = ["aws-seoul", "gcp-seoul"] }
      "US" = { country = "US", unhealthy = ["aws-seoul", "gcp-seoul"] }
    }
  }

  assert {
    condition     = output.pool == { "KR" = "aws-primary", "US" = "aws-primary" }
    error_message = "the fallback is AWS"
  }
}

run "asks_for_health_where_visitors_go" {
  command = plan

  assert {
    condition = (
      cloudflare_load_balancer_monitor.health.type == "https" &&
      cloudflare_load_balancer_monitor.health.path == "/health" &&
      cloudflare_load_balancer_monitor.health.expected_codes == "200" &&
      cloudflare_load_balancer_monitor.health.header["Host"] == tolist(["heal7.com"]) &&
      !cloudflare_load_balancer_monitor.health.follow_redirects
    )
    error_message = "GET https://heal7.com/health at each ingress, answered 200"
  }
  assert {
    condition = (
      cloudflare_load_balancer_monitor.health.consecutive_down == 2 &&
      cloudflare_load_balancer_monitor.health.consecutive_up == 2
    )
    error_message = "one answer alone changes nothing"
  }
}

run "has_the_records_of_the_domain" {
  command = plan

  assert {
    condition     = output.hostnames == ["heal7.com", "ai.heal7.com", "api.heal7.com", "www.heal7.com"]
    error_message = "the customer's four hosts"
  }
  assert {
    condition     = alltrue([for record in cloudflare_dns_record.alias : record.proxied && record.type == "CNAME" && record.content == "heal7.com"])
    error_message = "every alias goes through the edge to the load balancer"
  }
}

run "says_whose_the_records_are" {
  command = plan

  variables {
    comment = "stack edge-production, owner group:default/a-team-whose-name-is-so-long-that-the-comment-would-be-refused-by-the-smallest-plan"
  }

  assert {
    condition = alltrue([
      for record in cloudflare_dns_record.alias :
      startswith(record.comment, "stack edge-production, owner group:default/a-team") && length(record.comment) == 100
    ])
    error_message = "a comment names stack and owner, in 100 characters"
  }
}

run "speaks_tls_to_both_sides" {
  command = plan

  assert {
    condition     = cloudflare_zone_setting.this["ssl"].value == "strict" && cloudflare_zone_setting.this["min_tls_version"].value == "1.2"
    error_message = "visitors and origins are spoken to with TLS 1.2 or later, and certificates are checked"
  }
  assert {
    condition     = cloudflare_authenticated_origin_pulls_settings.this.enabled
    error_message = "origins can tell the edge from others"
  }
}

run "weighs_korea_when_it_is_no_country_of_its_own" {
  variables {
    countries = { JP = ["gcp", "aws"] }
  }

  assert {
    condition     = keys(output.steering.countries) == ["JP"]
    error_message = "Korea is one of everybody else"
  }
}

run "refuses_weights_that_are_not_one" {
  command = plan

  variables {
    endpoints = {
      aws = { address = "a.example.org", weight = 0.7 }
      gcp = { address = "b.example.org", weight = 0.4 }
    }
  }

  expect_failures = [var.endpoints]
}

run "accepts_any_shares_that_are_one" {
  command = plan

  variables {
    endpoints = {
      aws = { address = "a.example.org", weight = 0.9 }
      gcp = { address = "b.example.org", weight = 0.1 }
    }
  }

  assert {
    condition     = output.pools["heal7-global"] == { "aws-seoul" = 0.9, "gcp-seoul" = 0.1 }
    error_message = "the shares are the weights"
  }
}

run "refuses_a_country_without_a_fallback" {
  command = plan

  variables {
    countries = { KR = ["aws"] }
  }

  expect_failures = [var.countries]
}

run "refuses_an_origin_that_the_zone_would_publish" {
  command = plan

  variables {
    endpoints = {
      aws = { address = "aws-primary-lb.heal7.com" }
      gcp = { address = "203.0.113.10" }
    }
  }

  expect_failures = [var.endpoints]
}
