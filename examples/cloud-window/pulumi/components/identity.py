"""`identity`: what `identity.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class IdentityArgs:
    """What `Identity` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider


class Identity(pulumi.ComponentResource):
    """Everything that serves `identity`."""

    def __init__(self, name: str, args: IdentityArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:identity:Identity", name, opts=opts)

        # IAM-02 Password policy (mlps3 8.1.4.1 a; nist-800-53r5 ia-5.1)
        # spec: identity.password_length, .password_age - for the users who hold duties; federated people bring their
        #   own
        self.main_account_password_policy = aws.iam.AccountPasswordPolicy(
            "main",
            minimum_password_length=14,
            require_lowercase_characters=True,
            require_numbers=True,
            require_symbols=True,
            require_uppercase_characters=True,
            allow_users_to_change_password=True,
            max_password_age=90,
            password_reuse_prevention=24,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        # No bucket of the account is ever public, whoever makes it.
        self.main_account_public_access_block = aws.s3.AccountPublicAccessBlock(
            "main",
            account_id="123456789012",
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-16 External access is analysed continuously (mlps3 8.1.4.2 c; nist-800-53r5 ac-2.4, ac-6.7)
        # spec: identity.unused - one for the account: IAM is the same in every region
        self.unused_access_analyzer = aws.accessanalyzer.Analyzer(
            "unused_access",
            analyzer_name="cloud-window-unused-access",
            type="ACCOUNT_UNUSED_ACCESS",
            configuration=aws.accessanalyzer.AnalyzerConfigurationArgs(
                unused_access=aws.accessanalyzer.AnalyzerConfigurationUnusedAccessArgs(unused_access_age=90),
            ),
            tags={
                "Name": "cloud-window-identity",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-16 External access is analysed continuously (mlps3 8.1.4.2 c; nist-800-53r5 ac-2.4, ac-6.7)
        # spec: platform.regions - who outside the account may use something of this region
        self.outside_access_analyzer = aws.accessanalyzer.Analyzer(
            "outside_access",
            analyzer_name="cloud-window-outside-access",
            type="ACCOUNT",
            tags={
                "Name": "cloud-window-identity",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
        # A host that somebody makes by hand, or a service makes, hands its role's credentials only to whoever holds a
        #   session
        # token, and no container or proxy behind it gets one: the answer to a token request travels one hop.
        self.main_instance_metadata_defaults = aws.ec2.InstanceMetadataDefaults(
            "main",
            http_endpoint="enabled",
            http_tokens="required",
            http_put_response_hop_limit=1,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
        # DAT-13 Images and snapshots are hardened, encrypted and private (mlps3 8.2.4.4 a, 8.2.4.4 b, 8.2.4.4 c;
        #   nist-800-53r5 cm-2, si-7, sc-28)
        # The floor under volumes that name no key: they are encrypted with the account's own EBS key.
        self.main_encryption_by_default = aws.ebs.EncryptionByDefault(
            "main",
            enabled=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        # DAT-13 Images and snapshots are hardened, encrypted and private (mlps3 8.2.4.4 a, 8.2.4.4 b, 8.2.4.4 c;
        #   nist-800-53r5 cm-2, si-7, sc-28)
        # No snapshot is public, those shared before included.
        self.main_snapshot_block_public_access = aws.ebs.SnapshotBlockPublicAccess(
            "main",
            state="block-all-sharing",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # No image becomes public. AWS takes back nothing here: what was public before stays so.
        self.main_image_block_public_access = aws.ec2.ImageBlockPublicAccess(
            "main",
            state="block-new-sharing",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-05 Administration only through the bastion (mlps3 8.1.4.1 c, 8.1.4.4 c, 8.1.5.1 a, 8.2.4.1; nist-800-53r5
        #   ac-17, ac-17.3)
        # The serial console is a way into a host that passes no bastion and records nothing.
        self.main_serial_console_access = aws.ec2.SerialConsoleAccess(
            "main",
            enabled=False,
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # IAM-16 External access is analysed continuously (mlps3 8.1.4.2 c; nist-800-53r5 ac-2.4, ac-6.7)
        # spec: platform.regions - who outside the account may use something of this region
        self.outside_access_dr_analyzer = aws.accessanalyzer.Analyzer(
            "outside_access_dr",
            analyzer_name="cloud-window-outside-access-dr",
            type="ACCOUNT",
            tags={
                "Name": "cloud-window-identity",
                "bastide:level": "platform",
                "bastide:owner": "municipal-data-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "platform",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # IAM-17 Instance metadata requires a session token (mlps3 8.1.4.4 a; nist-800-53r5 ac-6, cm-7)
        # A host that somebody makes by hand, or a service makes, hands its role's credentials only to whoever holds a
        #   session
        # token, and no container or proxy behind it gets one: the answer to a token request travels one hop.
        self.dr_instance_metadata_defaults = aws.ec2.InstanceMetadataDefaults(
            "dr",
            http_endpoint="enabled",
            http_tokens="required",
            http_put_response_hop_limit=1,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # DAT-01 Encryption at rest with customer keys (mlps3 8.1.4.8 b, 8.2.4.5 d; nist-800-53r5 sc-28, sc-28.1)
        # DAT-13 Images and snapshots are hardened, encrypted and private (mlps3 8.2.4.4 a, 8.2.4.4 b, 8.2.4.4 c;
        #   nist-800-53r5 cm-2, si-7, sc-28)
        # The floor under volumes that name no key: they are encrypted with the account's own EBS key.
        self.dr_encryption_by_default = aws.ebs.EncryptionByDefault(
            "dr",
            enabled=True,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # DAT-09 No public data store (mlps3 8.1.4.2 e, 8.1.4.11 b; nist-800-53r5 ac-3, ac-22)
        # DAT-13 Images and snapshots are hardened, encrypted and private (mlps3 8.2.4.4 a, 8.2.4.4 b, 8.2.4.4 c;
        #   nist-800-53r5 cm-2, si-7, sc-28)
        # No snapshot is public, those shared before included.
        self.dr_snapshot_block_public_access = aws.ebs.SnapshotBlockPublicAccess(
            "dr",
            state="block-all-sharing",
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # No image becomes public. AWS takes back nothing here: what was public before stays so.
        self.dr_image_block_public_access = aws.ec2.ImageBlockPublicAccess(
            "dr",
            state="block-new-sharing",
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        # IAM-05 Administration only through the bastion (mlps3 8.1.4.1 c, 8.1.4.4 c, 8.1.5.1 a, 8.2.4.1; nist-800-53r5
        #   ac-17, ac-17.3)
        # The serial console is a way into a host that passes no bastion and records nothing.
        self.dr_serial_console_access = aws.ec2.SerialConsoleAccess(
            "dr",
            enabled=False,
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

        self.register_outputs({})
