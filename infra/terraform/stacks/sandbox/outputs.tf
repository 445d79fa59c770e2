output "bucket" {
  description = "Name of the bucket."
  value       = module.bucket.name
}

output "queue_url" {
  description = "Where messages are sent to."
  value       = aws_sqs_queue.work.url
}

output "table" {
  description = "Name of the table."
  value       = aws_dynamodb_table.sessions.name
}

output "password" {
  description = "What was handed over as password."
  value       = var.password
  sensitive   = true
}
