# Caught: The argument "database_version" is required, but no definition was found.
resource "google_sql_database_instance" "planted" {
  name = "heal7"
  settings {
    tier = "db-custom-4-16384"
  }
}
