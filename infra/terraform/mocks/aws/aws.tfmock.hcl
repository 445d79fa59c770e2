# What the mocked provider answers where a made-up string would not do: where the
# answer is parsed, or indexed.

mock_data "aws_region" {
  defaults = { name = "ap-northeast-2" }
}

mock_data "aws_partition" {
  defaults = { partition = "aws" }
}

mock_data "aws_caller_identity" {
  defaults = { account_id = "000000000000" }
}

mock_data "aws_iam_policy_document" {
  defaults = { json = "{}" }
}

mock_data "aws_eks_cluster" {
  defaults = { vpc_config = [{ cluster_security_group_id = "sg-cluster" }] }
}

mock_data "aws_subnets" {
  defaults = { ids = ["subnet-a", "subnet-b", "subnet-c"] }
}

mock_data "aws_eks_addon_version" {
  defaults = { version = "v1.0.0-eksbuild.1" }
}

mock_resource "aws_eks_cluster" {
  override_during = plan

  defaults = {
    arn        = "arn:aws:eks:ap-northeast-2:000000000000:cluster/mocked"
    identity   = [{ oidc = [{ issuer = "https://oidc.example/id/0" }] }]
    vpc_config = { cluster_security_group_id = "sg-cluster" }
  }
}

mock_resource "aws_eks_node_group" {
  override_during = plan
  defaults        = { resources = [{ autoscaling_groups = [{ name = "eks-nodes" }] }] }
}
