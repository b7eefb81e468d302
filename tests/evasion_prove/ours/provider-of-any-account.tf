# Whichever account the credentials belong to gets what a provider makes.
# expect: IDN014 unknown provider.aws.door
provider "aws" {
  alias   = "door"
  region  = "ap-northeast-1"
  profile = "door"
}
