# Caught: The provider itself sets "effective_availability_type": it cannot be configured.
resource "google_sql_database_instance" "planted" {
  database_version = "POSTGRES_17"
  settings {
    tier                        = "db-custom-4-16384"
    effective_availability_type = "ZONAL"
  }
}
