# Caught: The provider hashicorp/google does not support resource type "google_sql_replica".
resource "google_sql_replica" "planted" {
  name = "heal7"
}
