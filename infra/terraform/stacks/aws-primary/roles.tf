# What the platform's controllers and the services may do in AWS.

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "external_secrets" {
  statement {
    sid     = "ReadSecretsOfThisEnvironment"
    actions = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]

    resources = ["arn:${data.aws_partition.current.partition}:secretsmanager:${var.region}:${data.aws_caller_identity.current.account_id}:secret:heal7/${var.heal7.environment}/*"]
  }

  # AWS names these and takes over no tags of ours: which of them can be opened,
  # their key decides.
  statement {
    sid       = "ReadPasswordsOfDatabases"
    actions   = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]
    resources = ["arn:${data.aws_partition.current.partition}:secretsmanager:${var.region}:${data.aws_caller_identity.current.account_id}:secret:rds!db-*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/aws:secretsmanager:owningService"
      values   = ["rds"]
    }
  }

  statement {
    sid       = "OpenThoseOfThisEnvironment"
    actions   = ["kms:Decrypt"]
    resources = ["arn:${data.aws_partition.current.partition}:kms:${var.region}:${data.aws_caller_identity.current.account_id}:key/*"]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["secretsmanager.${var.region}.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/environment"
      values   = [var.heal7.environment]
    }
  }
}

data "aws_iam_policy_document" "cluster_autoscaler" {
  #checkov:skip=CKV_AWS_356:Looking knows no resources in these services, and scaling is limited by the groups' tag

  statement {
    sid = "Look"

    actions = [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeAutoScalingInstances",
      "autoscaling:DescribeLaunchConfigurations",
      "autoscaling:DescribeScalingActivities",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:GetInstanceTypesFromInstanceRequirements",
      "eks:DescribeNodegroup",
    ]

    resources = ["*"]
  }

  statement {
    sid       = "ScaleTheGroupsOfThisCluster"
    actions   = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/k8s.io/cluster-autoscaler/${var.name}"
      values   = ["owned"]
    }
  }
}

locals {
  platform_roles = {
    external-secrets = {
      namespace       = var.namespace
      service_account = "heal7-secret-sa"
      policy          = data.aws_iam_policy_document.external_secrets.json
    }
    cluster-autoscaler = {
      namespace       = "kube-system"
      service_account = "cluster-autoscaler"
      policy          = data.aws_iam_policy_document.cluster_autoscaler.json
    }
  }

  cache_roles = {
    for name, policy in module.cache.connect_policies : name => {
      namespace       = var.namespace
      service_account = name
      policy          = policy
    }
  }
}
