mock_provider "aws" {
  source = "../../mocks/aws"
}

variables {
  name       = "heal7-production"
  subnet_ids = ["subnet-a", "subnet-b", "subnet-c"]

  node_groups = {
    general = {
      instance_types = ["m6i.large"]
      min_size       = 3
      max_size       = 12
    }
    high-cpu = {
      instance_types = ["c6i.xlarge"]
      min_size       = 2
      max_size       = 8
      taints         = [{ key = "heal7.com/dedicated", value = "high-cpu", effect = "NO_SCHEDULE" }]
    }
  }
}

run "the_version_is_supported_everywhere" {
  command = plan

  assert {
    condition     = aws_eks_cluster.this.version == "1.35" && alltrue([for group in aws_eks_node_group.this : group.version == "1.35"])
    error_message = "of control plane and nodes"
  }

  assert {
    condition     = alltrue([for addon in data.aws_eks_addon_version.this : addon.kubernetes_version == "1.35"])
    error_message = "of add-ons"
  }

  assert {
    condition     = aws_eks_cluster.this.upgrade_policy[0].support_type == "STANDARD"
    error_message = "never into extended support without being asked"
  }
}

run "the_api_is_private" {
  command = plan

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_private_access && !aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "reached from the network only"
  }
}

run "access_is_by_entries" {
  command = plan

  variables {
    access = {
      operators = {
        principal_arn = "arn:aws:iam::000000000000:role/operators"
        policy        = "AmazonEKSClusterAdminPolicy"
      }
      portal = {
        principal_arn = "arn:aws:iam::000000000000:role/portal"
        policy        = "AmazonEKSViewPolicy"
        namespaces    = ["heal7-production"]
      }
    }
  }

  assert {
    condition     = aws_eks_cluster.this.access_config[0].authentication_mode == "API" && !aws_eks_cluster.this.access_config[0].bootstrap_cluster_creator_admin_permissions
    error_message = "no aws-auth map, and who made the cluster is no administrator by that"
  }

  assert {
    condition     = aws_eks_access_policy_association.this["operators"].access_scope[0].type == "cluster" && aws_eks_access_policy_association.this["portal"].access_scope[0].type == "namespace"
    error_message = "limited to namespaces where some are named"
  }

  assert {
    condition     = aws_eks_access_policy_association.this["portal"].policy_arn == "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"
    error_message = "by a policy of EKS"
  }
}

run "secrets_disks_and_logs_are_encrypted" {
  command = plan

  assert {
    condition     = aws_eks_cluster.this.encryption_config[0].resources == toset(["secrets"])
    error_message = "secrets"
  }

  assert {
    condition     = alltrue([for template in aws_launch_template.node : template.block_device_mappings[0].ebs[0].encrypted == "true"])
    error_message = "disks"
  }

  assert {
    condition     = aws_eks_cluster.this.enabled_cluster_log_types == toset(["api", "audit", "authenticator", "controllerManager", "scheduler"]) && aws_cloudwatch_log_group.this.retention_in_days == 90
    error_message = "all logs, for 90 days"
  }
}

run "there_is_something_to_run_on" {
  command = plan

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 3 && aws_eks_node_group.this["general"].scaling_config[0].max_size == 12
    error_message = "3 to 12 general nodes"
  }

  assert {
    condition     = aws_eks_node_group.this["high-cpu"].labels == tomap({ "heal7.com/node-pool" = "high-cpu" })
    error_message = "the engine's selector finds its nodes"
  }

  assert {
    condition     = one(aws_eks_node_group.this["high-cpu"].taint).key == "heal7.com/dedicated" && one(aws_eks_node_group.this["high-cpu"].taint).effect == "NO_SCHEDULE"
    error_message = "and nothing else gets there"
  }

  assert {
    condition     = alltrue([for group in aws_eks_node_group.this : group.capacity_type == "ON_DEMAND"])
    error_message = "on demand, unless asked otherwise"
  }
}

run "pods_cannot_be_the_node" {
  command = plan

  assert {
    condition     = alltrue([for template in aws_launch_template.node : template.metadata_options[0].http_tokens == "required" && template.metadata_options[0].http_put_response_hop_limit == 1])
    error_message = "the metadata service wants a token, one hop away"
  }

  assert {
    condition     = keys(aws_iam_role_policy_attachment.node) == ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodePolicy"]
    error_message = "a node may join and pull images, no more"
  }
}

run "network_policies_do_something" {
  command = plan

  assert {
    condition     = jsondecode(aws_eks_addon.before_nodes["vpc-cni"].configuration_values).enableNetworkPolicy == "true"
    error_message = "the network plugin enforces them"
  }

  assert {
    condition     = toset(concat(keys(aws_eks_addon.before_nodes), keys(aws_eks_addon.after_nodes))) == toset(["aws-ebs-csi-driver", "coredns", "eks-pod-identity-agent", "kube-proxy", "vpc-cni"])
    error_message = "all add-ons are managed, and none by itself"
  }

  assert {
    condition     = !aws_eks_cluster.this.bootstrap_self_managed_addons
    error_message = "EKS installs none beside them"
  }
}

run "a_role_is_one_service_accounts" {
  command = plan

  variables {
    workload_roles = {
      external-secrets = {
        namespace       = "heal7-production"
        service_account = "heal7-secret-sa"
        policy          = "{}"
      }
    }
  }

  assert {
    condition = toset([
      for condition in data.aws_iam_policy_document.workload_trust["external-secrets"].statement[1].condition : "${condition.variable}=${condition.values[0]}"
      ]) == toset([
      "oidc.example/id/0:sub=system:serviceaccount:heal7-production:heal7-secret-sa",
      "oidc.example/id/0:aud=sts.amazonaws.com",
    ])
    error_message = "by its token, subject and audience"
  }

  assert {
    condition = toset([
      for condition in data.aws_iam_policy_document.workload_trust["external-secrets"].statement[0].condition : "${condition.variable}=${condition.values[0]}"
      ]) == toset([
      "aws:RequestTag/eks-cluster-name=heal7-production",
      "aws:RequestTag/kubernetes-namespace=heal7-production",
      "aws:RequestTag/kubernetes-service-account=heal7-secret-sa",
    ])
    error_message = "by pod identity: cluster, namespace and account"
  }

  assert {
    condition     = aws_eks_pod_identity_association.workload["external-secrets"].service_account == "heal7-secret-sa"
    error_message = "and pods get it"
  }
}

run "only_named_ranges_reach_the_api" {
  command = plan

  variables {
    api_client_cidrs = { vpn = "10.20.0.0/20" }
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.api["vpn"].from_port == 443 && aws_vpc_security_group_ingress_rule.api["vpn"].cidr_ipv4 == "10.20.0.0/20"
    error_message = "HTTPS, from the range"
  }
}

run "nodes_stay_on" {
  command = plan

  assert {
    condition     = length(aws_autoscaling_schedule.down) == 0
    error_message = "unless asked otherwise"
  }
}

run "nodes_go_and_come_back" {
  command = plan

  variables {
    off_hours = {
      down      = "0 21 * * MON-FRI"
      up        = "0 9 * * MON-FRI"
      time_zone = "Asia/Seoul"
    }
  }

  assert {
    condition     = alltrue([for schedule in aws_autoscaling_schedule.down : schedule.min_size == 0 && schedule.max_size == 0 && schedule.desired_capacity == 0])
    error_message = "all go"
  }

  assert {
    condition     = aws_autoscaling_schedule.up["general"].min_size == 3 && aws_autoscaling_schedule.up["general"].max_size == 12 && aws_autoscaling_schedule.up["general"].time_zone == "Asia/Seoul"
    error_message = "and as many come back, in Seoul's time"
  }
}

run "kubernetes_out_of_support_is_refused" {
  command = plan

  variables {
    kubernetes_version = "1.28"
  }

  expect_failures = [var.kubernetes_version]
}

run "support_that_ends_next_month_is_refused" {
  command = plan

  variables {
    kubernetes_version = "1.34"
  }

  expect_failures = [var.kubernetes_version]
}

run "no_nodes_are_refused" {
  command = plan

  variables {
    node_groups = {}
  }

  expect_failures = [var.node_groups]
}

run "spot_of_one_type_is_refused" {
  command = plan

  variables {
    node_groups = {
      general = {
        instance_types = ["m6i.large"]
        capacity_type  = "SPOT"
        min_size       = 1
        max_size       = 2
      }
    }
  }

  expect_failures = [var.node_groups]
}

run "only_tainted_nodes_are_refused" {
  command = plan

  variables {
    node_groups = {
      high-cpu = {
        instance_types = ["c6i.xlarge"]
        min_size       = 1
        max_size       = 2
        taints         = [{ key = "heal7.com/dedicated", value = "high-cpu", effect = "NO_SCHEDULE" }]
      }
    }
  }

  expect_failures = [var.node_groups]
}

run "a_user_with_keys_is_refused" {
  command = plan

  variables {
    access = {
      somebody = {
        principal_arn = "arn:aws:iam::000000000000:user/somebody"
        policy        = "AmazonEKSViewPolicy"
      }
    }
  }

  expect_failures = [var.access]
}

run "an_api_for_everybody_is_refused" {
  command = plan

  variables {
    api_client_cidrs = { everybody = "0.0.0.0/0" }
  }

  expect_failures = [var.api_client_cidrs]
}
