output "kms_key_arn" {
  description = "Key that encrypts the copies."
  value       = module.key.arn
}
