output "name" {
  description = "Name of the replication group, which clients sign their token for."
  value       = aws_elasticache_replication_group.this.replication_group_id
}

output "address" {
  description = "Host that writes go to; TLS only."
  value       = aws_elasticache_replication_group.this.primary_endpoint_address
}

output "reader_address" {
  description = "Host that spreads reads over the copies; TLS only."
  value       = aws_elasticache_replication_group.this.reader_endpoint_address
}

output "port" {
  description = "Port of all nodes."
  value       = local.port
}

output "connect_policies" {
  description = "Policy documents that let a role connect as a user, by user."
  value       = { for name, document in data.aws_iam_policy_document.connect : name => document.json }
}
