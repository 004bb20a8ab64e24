variable "arns" {
  type = list(string)
}

variable "index" {
  type = number
}

output "document" {
  value = jsonencode({ Resource = [for a in var.arns : "${a}/${var.index}"], Count = tostring(var.index) })
}

output "index" {
  value = var.index
}
