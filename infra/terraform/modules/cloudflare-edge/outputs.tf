output "hostnames" {
  description = "What visitors can call."
  value       = concat([var.domain], sort([for record in cloudflare_dns_record.alias : record.name]))
}

output "load_balancer_id" {
  description = "The load balancer."
  value       = cloudflare_load_balancer.this.id
}

output "pools" {
  description = "Endpoints of every pool, with the share of its requests."
  value       = { for name, endpoints in local.pools : name => { for endpoint, of in endpoints : endpoint => of.weight } }
}

output "steering" {
  description = "Which pools are tried for whom, in order; and what is left when none is healthy."
  value       = local.steering
}
