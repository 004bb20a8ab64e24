variable "resources" {}

variable "name" {
  type = string
}

output "policy" {
  value = jsonencode({ Id = var.name, Statement = [for r in var.resources : { Effect = "Allow", Action = "*", Resource = r }] })
}

resource "terraform_data" "deep" {
  count = length(var.resources)
  input = "${count.index}/${var.resources[count.index]}"
}
