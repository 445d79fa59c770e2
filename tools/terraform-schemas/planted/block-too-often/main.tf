# Caught: No more than 1 "settings" blocks are allowed
resource "google_sql_database_instance" "planted" {
  database_version = "POSTGRES_17"
  settings {
    tier = "db-custom-4-16384"
  }
  settings {
    tier = "db-custom-4-16384"
  }
}
