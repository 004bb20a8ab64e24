variable "name" {
  type = string
}

variable "arn" {
  type = string
}

variable "extra" {
  type    = list(string)
  default = []
}

locals {
  resources = concat([var.arn], var.extra)
}

module "inner" {
  source    = "../inner"
  resources = local.resources
  name      = upper(var.name)
}

output "arn" {
  value = var.arn
}

output "policy" {
  value = module.inner.policy
}

resource "terraform_data" "inner" {
  input = jsonencode({ file = file("${path.module}/note.txt"), path = path.module, resources = local.resources })
}
