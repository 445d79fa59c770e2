# ElastiCache asks for a user of this name in every group, and clients that name
# none become it: it is off and may do nothing.
resource "aws_elasticache_user" "default" {
  user_id       = "${var.name}-default"
  user_name     = "default"
  engine        = "REDIS"
  access_string = "off -@all"

  authentication_mode {
    type = "no-password-required"
  }
}

resource "aws_elasticache_user" "this" {
  for_each = var.users

  # With IAM the id is the name that clients sign.
  user_id       = each.key
  user_name     = each.key
  engine        = "REDIS"
  access_string = each.value.access_string

  authentication_mode {
    type = "iam"
  }
}

resource "aws_elasticache_user_group" "this" {
  user_group_id = var.name
  engine        = "REDIS"
  user_ids      = concat([aws_elasticache_user.default.user_id], [for user in aws_elasticache_user.this : user.user_id])
}

data "aws_iam_policy_document" "connect" {
  for_each = var.users

  statement {
    actions = ["elasticache:Connect"]

    resources = [
      aws_elasticache_replication_group.this.arn,
      aws_elasticache_user.this[each.key].arn,
    ]
  }
}

resource "aws_security_group" "this" {
  name        = "${var.name}-redis"
  description = "Redis of ${var.name}"
  vpc_id      = var.vpc_id

  tags = { Name = "${var.name}-redis" }
}

resource "aws_vpc_security_group_ingress_rule" "group" {
  for_each = var.client_security_group_ids

  security_group_id            = aws_security_group.this.id
  description                  = each.key
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
}

resource "aws_vpc_security_group_ingress_rule" "range" {
  for_each = var.client_cidrs

  security_group_id = aws_security_group.this.id
  description       = each.key
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = local.port
  to_port           = local.port
}
