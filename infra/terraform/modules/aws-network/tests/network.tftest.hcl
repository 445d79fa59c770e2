mock_provider "aws" {
  source = "../../mocks/aws"
}

variables {
  name         = "heal7-production"
  cluster_name = "heal7-production"

  availability_zones = ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"]
}

run "three_zones_three_kinds_of_subnets" {
  command = plan

  assert {
    condition     = [for zone in sort(keys(aws_subnet.private)) : aws_subnet.private[zone].cidr_block] == ["10.10.0.0/19", "10.10.32.0/19", "10.10.64.0/19"]
    error_message = "nodes and pods"
  }

  assert {
    condition     = [for zone in sort(keys(aws_subnet.public)) : aws_subnet.public[zone].cidr_block] == ["10.10.96.0/24", "10.10.97.0/24", "10.10.98.0/24"]
    error_message = "load balancers and NAT"
  }

  assert {
    condition     = [for zone in sort(keys(aws_subnet.data)) : aws_subnet.data[zone].cidr_block] == ["10.10.112.0/24", "10.10.113.0/24", "10.10.114.0/24"]
    error_message = "databases"
  }
}

run "nothing_gets_a_public_address_by_itself" {
  command = plan

  assert {
    condition     = alltrue([for subnet in concat(values(aws_subnet.public), values(aws_subnet.private), values(aws_subnet.data)) : subnet.map_public_ip_on_launch != true])
    error_message = "no subnet gives public addresses"
  }
}

run "load_balancers_find_their_subnets" {
  command = plan

  assert {
    condition     = alltrue([for subnet in aws_subnet.public : subnet.tags["kubernetes.io/role/elb"] == "1"]) && alltrue([for subnet in aws_subnet.private : subnet.tags["kubernetes.io/role/internal-elb"] == "1"])
    error_message = "by their roles"
  }
}

run "a_zone_does_not_depend_on_anothers_nat" {
  command = plan

  assert {
    condition     = length(aws_nat_gateway.this) == 3 && length(aws_route.private_nat) == 3
    error_message = "one NAT gateway a zone"
  }
}

run "one_nat_where_that_will_do" {
  command = plan

  variables {
    nat_per_zone = false
  }

  assert {
    condition     = keys(aws_nat_gateway.this) == ["ap-northeast-2a"] && length(aws_route.private_nat) == 3
    error_message = "one NAT gateway, for all zones"
  }
}

run "connections_are_recorded" {
  command = plan

  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL" && aws_cloudwatch_log_group.flow.retention_in_days == 90
    error_message = "all of them, for 90 days"
  }
}

run "images_and_secrets_need_no_nat" {
  command = plan

  assert {
    condition     = aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway" && aws_vpc_endpoint.s3.service_name == "com.amazonaws.ap-northeast-2.s3"
    error_message = "S3 by the gateway"
  }

  assert {
    condition     = length(setsubtract(["ecr.api", "ecr.dkr", "sts", "secretsmanager", "eks-auth"], keys(aws_vpc_endpoint.interface))) == 0 && alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled])
    error_message = "the others by interfaces, under their usual names"
  }
}

run "two_zones" {
  command = plan

  variables {
    availability_zones = ["ap-northeast-2a", "ap-northeast-2c"]
  }

  assert {
    condition     = length(aws_subnet.data) == 2
    error_message = "as named"
  }
}

run "one_zone_is_refused" {
  command = plan

  variables {
    availability_zones = ["ap-northeast-2a"]
  }

  expect_failures = [var.availability_zones]
}

run "a_range_too_small_is_refused" {
  command = plan

  variables {
    cidr = "10.10.0.0/20"
  }

  expect_failures = [var.cidr]
}

run "ranges_apart_are_fine" {
  command = plan

  variables {
    foreign_cidrs = {
      nodes         = "10.20.0.0/20"
      pods          = "10.24.0.0/14"
      services      = "172.20.0.0/16"
      control-plane = "172.16.0.0/28"
    }
  }
}

run "a_foreign_range_within_ours_is_refused" {
  command = plan

  variables {
    foreign_cidrs = { nodes = "10.10.128.0/20" }
  }

  expect_failures = [var.foreign_cidrs]
}

run "a_foreign_range_around_ours_is_refused" {
  command = plan

  variables {
    foreign_cidrs = { pods = "10.8.0.0/14" }
  }

  expect_failures = [var.foreign_cidrs]
}
