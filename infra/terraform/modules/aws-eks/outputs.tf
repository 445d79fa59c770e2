output "name" {
  description = "Name of the cluster."
  value       = aws_eks_cluster.this.name
}

output "arn" {
  description = "ARN of the cluster."
  value       = aws_eks_cluster.this.arn
}

output "endpoint" {
  description = "Address of the Kubernetes API, reached from the network only."
  value       = aws_eks_cluster.this.endpoint
}

output "version" {
  description = "Minor version of Kubernetes."
  value       = aws_eks_cluster.this.version
}

output "node_security_group_id" {
  description = "Group of all nodes and pods, for databases to let in."
  value       = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
}

output "oidc_provider_arn" {
  description = "Provider that vouches for service accounts (IRSA)."
  value       = aws_iam_openid_connect_provider.this.arn
}

output "workload_role_arns" {
  description = "Roles of service accounts, by name."
  value       = { for name, role in aws_iam_role.workload : name => role.arn }
}
