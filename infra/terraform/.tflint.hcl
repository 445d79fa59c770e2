# The rules of the Terraform language, which come with tflint itself. Those of
# the clouds are plugins to download; the schemas and our validations stand for
# them.
plugin "terraform" {
  enabled = true
  preset  = "all"
}

# Files are named after what is in them, not main.tf and outputs.tf alone.
rule "terraform_standard_module_structure" {
  enabled = false
}
