# BGP cannot announce one range from two sides, and Google refuses an overlap
# inside a network only when it is half built. So overlaps are found in the plan.
locals {
  all_ranges = merge(
    { for name, range in var.ranges : "${var.name} ${name}" => range },
    var.ranges_elsewhere,
  )

  prefix = { for name, range in local.all_ranges : name => tonumber(split("/", range)[1]) }

  # Two ranges overlap when they are one under the shorter of their prefixes.
  overlapping = [
    for pair in setproduct(keys(local.all_ranges), keys(local.all_ranges)) :
    "${pair[0]} (${local.all_ranges[pair[0]]}) and ${pair[1]} (${local.all_ranges[pair[1]]})"
    if index(keys(local.all_ranges), pair[0]) < index(keys(local.all_ranges), pair[1]) && length(distinct([
      for name in pair : cidrhost(join("/", [
        split("/", local.all_ranges[name])[0],
        min(local.prefix[pair[0]], local.prefix[pair[1]]),
      ]), 0)
    ])) == 1
  ]
}
