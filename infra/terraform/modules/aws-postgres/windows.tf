# Whether the two windows are apart, all in minutes. Backups are taken every day,
# so the day of the maintenance window does not matter.
locals {
  backup_times      = regexall("(\\d\\d):(\\d\\d)", var.backup_window)
  maintenance_times = regexall("(\\d\\d):(\\d\\d)", var.maintenance_window)

  # [begin, end] of each, from midnight.
  backup      = [for time in local.backup_times : tonumber(time[0]) * 60 + tonumber(time[1])]
  maintenance = [for time in local.maintenance_times : tonumber(time[0]) * 60 + tonumber(time[1])]

  # From the backup's begin, once around the clock.
  day               = 24 * 60
  backup_end        = try((local.backup[1] - local.backup[0] + local.day) % local.day, null)
  maintenance_begin = try((local.maintenance[0] - local.backup[0] + local.day) % local.day, null)
  maintenance_end   = try((local.maintenance[1] - local.backup[0] + local.day) % local.day, null)

  # Windows that cannot be read are refused by their own rules.
  windows_apart = try(local.maintenance_begin > local.backup_end && local.maintenance_end > local.maintenance_begin, true)
}
