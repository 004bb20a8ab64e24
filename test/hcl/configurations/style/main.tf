# One configuration in the style of the public modules, planned twice: with the sources unknown and known.
variable "known" {
  type    = bool
  default = false
}

variable "statements" {
  type = map(object({
    actions   = list(string)
    resources = optional(list(string), ["*"])
    effect    = optional(string, "Allow")
    condition = optional(map(map(string)), {})
    limit     = optional(number)
  }))
  default = {
    read  = { actions = ["s3:GetObject"] }
    write = { actions = ["s3:PutObject"], resources = ["arn:aws:s3:::w/*"], limit = "5", condition = { Bool = { "aws:SecureTransport" = "true" } } }
  }
}

variable "names" {
  default = ["one", "two"]
}

variable "tags" {
  type     = map(string)
  nullable = false
  default  = { team = "x", level = 3 }
}

variable "secret" {
  sensitive = true
  default   = "hush"
}

resource "terraform_data" "source" {
  for_each = { bucket = "arn:aws:s3:::bucket", key = "arn:aws:kms:eu-west-1:123456789012:key/1" }
  input    = each.value
}

resource "terraform_data" "counted" {
  count = 2
  input = "c${count.index}"
}

locals {
  bucket = var.known ? "arn:aws:s3:::bucket" : terraform_data.source["bucket"].output
  key    = var.known ? "arn:aws:kms:eu-west-1:123456789012:key/1" : terraform_data.source["key"].output
  counts = var.known ? ["c0", "c1"] : terraform_data.counted[*].output
  objects = { for name in var.names : name => {
    arn  = "${local.bucket}/${name}"
    tags = merge(var.tags, { Name = title(name) })
    }
  }
  statements = [for sid, s in var.statements : merge({
    Sid      = title(sid)
    Effect   = s.effect
    Action   = s.actions
    Resource = s.resources
    }, length(s.condition) > 0 ? { Condition = s.condition } : {}, s.limit == null ? {} : { Limit = s.limit })
  ]
}

module "bucket" {
  source   = "./modules/bucket"
  for_each = toset(var.names)
  name     = each.key
  arn      = "${local.bucket}-${each.value}"
  extra    = each.value == "one" ? [local.key] : []
}

module "many" {
  source = "./modules/policy"
  count  = 2
  arns   = [for b in module.bucket : b.arn]
  index  = count.index
}

resource "terraform_data" "objects" {
  input = jsonencode(local.objects)
}

resource "terraform_data" "statements" {
  input = jsonencode({ Version = "2012-10-17", Statement = concat(local.statements, [{
    Effect    = "Deny"
    Action    = "s3:*"
    Resource  = [local.bucket, "${local.bucket}/*"]
    Principal = "*"
  }]) })
}

resource "terraform_data" "each" {
  for_each = local.objects
  input    = "${each.key}=${each.value.arn}"
}

resource "terraform_data" "index" {
  count = 2
  input = jsonencode({ n = count.index, from = local.counts[count.index], all = local.counts })
}

resource "terraform_data" "outputs" {
  input = jsonencode([
    module.bucket["one"].policy,
    [for k, m in module.bucket : "${k}:${m.arn}"],
    module.many[*].document,
    module.many[1].index,
    values(module.bucket)[*].arn,
  ])
}

resource "terraform_data" "file" {
  input = templatefile("${path.module}/policy.tftpl", { arn = local.bucket, names = var.names, key = local.key })
}

resource "terraform_data" "heredoc" {
  input = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        %{~for i, n in var.names~}
        %{if i > 0},%{endif}
        {"Sid": "${title(n)}", "Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": "${local.key}"}
        %{~endfor~}
      ]
    }
  EOT
}

resource "terraform_data" "secret" {
  input = "x-${var.secret}-${local.key}"
}

resource "terraform_data" "workspace" {
  input = "${terraform.workspace}:${path.module}:${path.root}:${local.key}"
}

resource "terraform_data" "overridden" {
  input = "not this ${local.key}"
}

output "unused" {
  value = local.key
}
