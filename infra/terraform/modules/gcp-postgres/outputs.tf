output "name" {
  description = "The instance by name."
  value       = google_sql_database_instance.this.name
}

output "connection_name" {
  description = "What connectors call it: project, region and name."
  value       = google_sql_database_instance.this.connection_name
}

output "private_address" {
  description = "Its address in the network."
  value       = google_sql_database_instance.this.private_ip_address
}

output "database" {
  description = "The database in it."
  value       = google_sql_database.this.name
}

output "role" {
  description = "What it is at the moment."
  value       = var.role
}
