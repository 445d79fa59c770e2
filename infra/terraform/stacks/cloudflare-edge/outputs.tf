output "hostnames" {
  description = "What visitors can call."
  value       = module.edge.hostnames
}

output "steering" {
  description = "Which pools are tried for whom, in order."
  value       = module.edge.steering
}

output "pools" {
  description = "Endpoints of every pool, with the share of its requests."
  value       = module.edge.pools
}
