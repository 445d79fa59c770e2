output "vpc_id" {
  description = "Id of the network."
  value       = aws_vpc.this.id
}

output "cidr" {
  description = "Range of the network."
  value       = aws_vpc.this.cidr_block
}

output "zones" {
  description = "Zones that it is spread over."
  value       = var.availability_zones
}

output "public_subnet_ids" {
  description = "Subnets of load balancers and NAT, by zone."
  value       = { for zone, subnet in aws_subnet.public : zone => subnet.id }
}

output "private_subnet_ids" {
  description = "Subnets of nodes and pods, by zone."
  value       = { for zone, subnet in aws_subnet.private : zone => subnet.id }
}

output "data_subnet_ids" {
  description = "Subnets of databases and caches, by zone; without a way out."
  value       = { for zone, subnet in aws_subnet.data : zone => subnet.id }
}

output "nat_addresses" {
  description = "Addresses that calls to the outside come from, for others' allow lists."
  value       = [for address in aws_eip.nat : address.public_ip]
}
