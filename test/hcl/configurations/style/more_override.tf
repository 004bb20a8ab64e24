resource "terraform_data" "overridden" {
  input = "this one ${local.key}"
}
