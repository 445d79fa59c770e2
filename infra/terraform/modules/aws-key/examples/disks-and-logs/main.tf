# A key for the disks of nodes and for logs, under a name.

provider "aws" {
  region = "ap-northeast-2"
}

module "key" {
  source = "../.."

  description    = "Disks and logs of the example"
  alias          = "heal7-example"
  for_logs       = true
  for_node_disks = true
}
