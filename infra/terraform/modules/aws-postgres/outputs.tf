output "identifier" {
  description = "Name of the primary."
  value       = aws_db_instance.primary.identifier
}

output "arn" {
  description = "ARN of the primary."
  value       = aws_db_instance.primary.arn
}

output "address" {
  description = "Host that writes go to."
  value       = aws_db_instance.primary.address
}

output "port" {
  description = "Port of primary and replicas."
  value       = local.port
}

output "database_name" {
  description = "Database that was made with the instance."
  value       = var.database_name
}

output "replica_addresses" {
  description = "Hosts that only answer reads, by name."
  value       = { for name, replica in aws_db_instance.replica : name => replica.address }
}

output "admin_secret_arn" {
  description = "Secret of AWS with the admin's `username` and `password`; the values are in no state."
  value       = one(aws_db_instance.primary.master_user_secret[*].secret_arn)
}

output "kms_key_arn" {
  description = "Key that encrypts it and the admin's secret."
  value       = module.key.arn
}

output "security_group_id" {
  description = "Group of the instances; emptied to fence a primary that must not come back."
  value       = aws_security_group.this.id
}
