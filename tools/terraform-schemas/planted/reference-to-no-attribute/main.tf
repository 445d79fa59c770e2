# Caught: This object has no argument, nested block, or exported attribute named "arn".
resource "google_service_account" "planted" {
  account_id = "heal7"
}

output "planted" {
  value = google_service_account.planted.arn
}
