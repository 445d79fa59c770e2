mock_provider "aws" {
  source = "../../mocks/aws"
}

variables {
  heal7 = {
    stack       = "gateway-cache"
    environment = "production"
    owner       = "group:default/platform-team"
    system      = "system:default/heal7-platform"
    cost_centre = "platform"
  }

  deletion_protection = true
  service             = "heal7-api-gateway"
}

run "only_the_services_pods_connect" {
  command = plan

  assert {
    condition = toset([
      for condition in data.aws_iam_policy_document.trust.statement[0].condition : "${condition.variable}=${condition.values[0]}"
      ]) == toset([
      "aws:RequestTag/eks-cluster-name=heal7-production",
      "aws:RequestTag/kubernetes-namespace=heal7-production",
      "aws:RequestTag/kubernetes-service-account=heal7-api-gateway",
    ])
    error_message = "of that cluster, namespace and account"
  }

  assert {
    condition     = aws_eks_pod_identity_association.client.service_account == "heal7-api-gateway" && output.user == "production-heal7-api-gateway"
    error_message = "as a user of that environment"
  }
}

run "another_service_account" {
  command = plan

  variables {
    service_account = "gateway"
  }

  assert {
    condition     = aws_eks_pod_identity_association.client.service_account == "gateway"
    error_message = "as named"
  }
}

run "no_failover_is_refused_in_production" {
  command = plan

  variables {
    nodes = 1
  }

  expect_failures = [var.nodes]
}

run "a_size_that_there_is_not_is_refused" {
  command = plan

  variables {
    size = "huge"
  }

  expect_failures = [var.size]
}
