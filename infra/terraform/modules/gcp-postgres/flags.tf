locals {
  memory_mb = tonumber(split("-", var.tier)[3])

  flags = {
    max_connections = var.max_connections

    # A quarter of the memory for PostgreSQL's own cache, three quarters as what
    # the planner may expect to be cached at all; both in blocks of 8 kB.
    shared_buffers       = floor(local.memory_mb / 4) * 128
    effective_cache_size = floor(local.memory_mb * 3 / 4) * 128

    # 16 MB and 512 MB, in kB.
    work_mem             = 16 * 1024
    maintenance_work_mem = 512 * 1024

    # The subscriber's side of pglogical, and after a promotion the provider's,
    # towards a new follower.
    "cloudsql.enable_pglogical" = "on"
    "cloudsql.logical_decoding" = "on"

    "cloudsql.iam_authentication" = "on"
  }
}
