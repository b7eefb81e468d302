"""`detection`: what `detection-personal-data.tf` declares for Terraform."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass(frozen=True, kw_only=True)
class DetectionPersonalDataArgs:
    """What `DetectionPersonalData` needs of other components."""

    primary: aws.Provider
    dr: aws.Provider


@dataclass(frozen=True, kw_only=True)
class DetectionPersonalDataPeers:
    """What `connect` needs: resources that in their turn need some of ours."""

    # store-case-files
    case_files_bucket: aws.s3.Bucket


class DetectionPersonalData(pulumi.ComponentResource):
    """Everything that serves `detection`."""

    def __init__(self, name: str, args: DetectionPersonalDataArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("bastide:detection:DetectionPersonalData", name, opts=opts)
        self._args = args

        # DAT-08 Sensitive data discovery (mlps3 8.1.4.11 a; nist-800-53r5 ra-2, si-12)
        # spec: detection - buckets of ap-southeast-1 that are open, shared or not encrypted
        self.main_macie2_account = aws.macie2.Account(
            "main",
            finding_publishing_frequency="FIFTEEN_MINUTES",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary),
        )

        # DAT-08 Sensitive data discovery (mlps3 8.1.4.11 a; nist-800-53r5 ra-2, si-12)
        # spec: detection - buckets of ap-northeast-1 that are open, shared or not encrypted
        self.dr_macie2_account = aws.macie2.Account(
            "dr",
            finding_publishing_frequency="FIFTEEN_MINUTES",
            status="ENABLED",
            opts=pulumi.ResourceOptions(parent=self, provider=args.dr),
        )

    def connect(self, peers: DetectionPersonalDataPeers) -> None:
        """Make the rest, once everything that it needs is there."""
        args = self._args

        # DAT-08 Sensitive data discovery (mlps3 8.1.4.11 a; nist-800-53r5 ra-2, si-12)
        # spec: stores.case-files.personal - what lies there is looked through every Monday
        self.case_files_classification_job = aws.macie2.ClassificationJob(
            "case_files",
            job_type="SCHEDULED",
            name="cloud-window-case-files",
            description="Personal data in case-files, found before somebody else finds it",
            sampling_percentage=100,
            initial_run=True,
            schedule_frequency=aws.macie2.ClassificationJobScheduleFrequencyArgs(weekly_schedule="MONDAY"),
            s3_job_definition=aws.macie2.ClassificationJobS3JobDefinitionArgs(
                bucket_definitions=[
                    aws.macie2.ClassificationJobS3JobDefinitionBucketDefinitionArgs(
                        account_id="123456789012",
                        buckets=[peers.case_files_bucket.id],
                    ),
                ],
            ),
            tags={
                "Name": "cloud-window-case-files",
                "bastide:level": "important",
                "bastide:owner": "civil-affairs-bureau",
                "bastide:system": "cloud-window",
                "bastide:zone": "data@civil-affairs",
            },
            opts=pulumi.ResourceOptions(parent=self, provider=args.primary, depends_on=[self.main_macie2_account]),
        )

        self.register_outputs({})
