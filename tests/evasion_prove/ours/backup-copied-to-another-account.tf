# Backups are copied to a vault of the same name in another account.
# expect: IDN006 fail aws_backup_vault.gold
resource "aws_backup_plan" "door" {
  name = "door"

  rule {
    rule_name         = "term"
    target_vault_name = aws_backup_vault.gold.name

    copy_action {
      destination_vault_arn = "arn:aws:backup:ap-northeast-1:210987654321:backup-vault:cloud-window-gold-dr"
    }
  }
}
