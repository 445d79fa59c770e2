output "name" {
  description = "Name that clients sign their token for."
  value       = module.cache.name
}

output "address" {
  description = "Host that writes go to; TLS only."
  value       = module.cache.address
}

output "reader_address" {
  description = "Host that spreads reads over the copies; TLS only."
  value       = module.cache.reader_address
}

output "port" {
  description = "Port of all nodes."
  value       = module.cache.port
}

output "user" {
  description = "User that the service's pods are; their password is a token signed by IAM, for 15 minutes."
  value       = local.name
}
