# Limited to what the local emulator of AWS holds faithfully: the plan straight
# after apply is empty, so that a later difference is drift and nothing else.

module "bucket" {
  source = "../../modules/aws-bucket"

  name                = "${var.name}-objects"
  deletion_protection = var.deletion_protection

  # The provider watches a new lifecycle rule for most of a minute: too long for
  # what is made and unmade all day.
  noncurrent_version_days = null
}

resource "aws_sqs_queue" "work" {
  name                      = "${var.name}-work"
  message_retention_seconds = var.message_retention_days * 24 * 60 * 60
  sqs_managed_sse_enabled   = true
}

resource "aws_dynamodb_table" "sessions" {
  #checkov:skip=CKV_AWS_119:The sandbox holds nothing that is worth a key of its own

  name                        = "${var.name}-sessions"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "key"
  deletion_protection_enabled = var.deletion_protection

  attribute {
    name = "key"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }
}

# Unlike the databases, whose passwords AWS manages, this one is handed over: it
# is there to show that a secret of the state is shown to nobody.
resource "aws_ssm_parameter" "password" {
  #checkov:skip=CKV_AWS_337:The sandbox holds nothing that is worth a key of its own

  count = nonsensitive(var.password == null) ? 0 : 1

  name  = "/${var.name}/password"
  type  = "SecureString"
  value = var.password
}
