# What a provider makes stands in another account.
# expect: IDN014 unknown provider.aws.door
provider "aws" {
  alias  = "door"
  region = "ap-northeast-1"

  assume_role {
    role_arn = "arn:aws:iam::210987654321:role/door"
  }
}
