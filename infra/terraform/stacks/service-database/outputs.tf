output "address" {
  description = "Host of the database."
  value       = module.database.address
}

output "port" {
  description = "Port of the database."
  value       = module.database.port
}

output "database_name" {
  description = "Name of the database."
  value       = module.database.database_name
}

output "external_secrets" {
  description = "For `secrets.env` of the service's chart: where External Secrets finds each variable. DATABASE_URL has no credentials; drivers take PGUSER and PGPASSWORD."
  value = {
    DATABASE_URL = {
      key      = aws_secretsmanager_secret.connection.name
      property = "url"
    }
    PGUSER = {
      key      = module.database.admin_secret_arn
      property = "username"
    }
    PGPASSWORD = {
      key      = module.database.admin_secret_arn
      property = "password"
    }
  }
}
