locals {
  node_types = {
    small  = "cache.t4g.small"
    medium = "cache.m6g.large"
    large  = "cache.r6g.large"
  }

  # Names of users are shared by the whole account, so the environment is in them.
  name = "${var.heal7.environment}-${var.service}"
}

# The network is another stack's (aws-primary), found by its names, so that this
# stack needs no right to read that one's state.

data "aws_vpc" "shared" {
  tags = { Name = var.network }
}

data "aws_subnets" "data" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.shared.id]
  }

  tags = { tier = "data" }
}

data "aws_eks_cluster" "shared" {
  name = var.network
}

module "cache" {
  source = "../../modules/aws-redis"

  name      = local.name
  node_type = local.node_types[var.size]
  nodes     = var.nodes
  users     = { (local.name) = { access_string = "on ~* +@all -@dangerous" } }

  # ElastiCache has no deletion protection: a last snapshot is the next best.
  snapshot_retention_days = var.deletion_protection ? 7 : 0

  vpc_id                    = data.aws_vpc.shared.id
  subnet_ids                = data.aws_subnets.data.ids
  client_security_group_ids = { "nodes and pods" = data.aws_eks_cluster.shared.vpc_config[0].cluster_security_group_id }
}

# The service's pods are the user, by the identity that the cluster gives them:
# there is no password to keep or to rotate.

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/eks-cluster-name"
      values   = [var.network]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/kubernetes-namespace"
      values   = [var.namespace]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestTag/kubernetes-service-account"
      values   = [coalesce(var.service_account, var.service)]
    }
  }
}

resource "aws_iam_role" "client" {
  name               = "${local.name}-redis-client"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "client" {
  name   = "connect"
  role   = aws_iam_role.client.id
  policy = module.cache.connect_policies[local.name]
}

resource "aws_eks_pod_identity_association" "client" {
  cluster_name    = var.network
  namespace       = var.namespace
  service_account = coalesce(var.service_account, var.service)
  role_arn        = aws_iam_role.client.arn
}
