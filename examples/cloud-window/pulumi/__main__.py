"""`cloud-window` as a Pulumi program: providers, then components with what each needs of others."""

import pulumi_aws as aws

from components.access_log_bucket import AccessLogBucket, AccessLogBucketArgs, AccessLogBucketPeers
from components.access_log_dr_bucket import AccessLogDrBucket, AccessLogDrBucketArgs, AccessLogDrBucketPeers
from components.alarms import Alarms, AlarmsArgs, AlarmsPeers, AlarmsPeers2
from components.alarms_entry_portal import AlarmsEntryPortal, AlarmsEntryPortalArgs
from components.approvers import Approvers, ApproversArgs
from components.audit_log import AuditLog, AuditLogArgs, AuditLogPeers
from components.audit_log_bucket import AuditLogBucket, AuditLogBucketArgs, AuditLogBucketPeers
from components.audit_log_dr_bucket import AuditLogDrBucket, AuditLogDrBucketArgs, AuditLogDrBucketPeers
from components.audit_schedule import AuditSchedule, AuditScheduleArgs
from components.backup import Backup, BackupArgs, BackupPeers, BackupPeers2, BackupPeers3
from components.bastion import Bastion, BastionArgs
from components.boundary import Boundary, BoundaryArgs
from components.config_packs import ConfigPacks, ConfigPacksArgs
from components.config_recorder import ConfigRecorder, ConfigRecorderArgs
from components.destruction import Destruction, DestructionArgs
from components.detection_findings import DetectionFindings, DetectionFindingsArgs
from components.detection_isolation import DetectionIsolation, DetectionIsolationArgs
from components.detection_personal_data import (
    DetectionPersonalData,
    DetectionPersonalDataArgs,
    DetectionPersonalDataPeers,
)
from components.detection_response import DetectionResponse, DetectionResponseArgs
from components.detection_rules import DetectionRules, DetectionRulesArgs
from components.detection_threats import DetectionThreats, DetectionThreatsArgs
from components.detection_tiers import DetectionTiers, DetectionTiersArgs
from components.detection_unusual import DetectionUnusual, DetectionUnusualArgs
from components.detection_vulnerabilities import DetectionVulnerabilities, DetectionVulnerabilitiesArgs
from components.endpoints import Endpoints, EndpointsArgs
from components.entries import Entries, EntriesArgs
from components.entry_portal import EntryPortal, EntryPortalArgs
from components.events import Events, EventsArgs
from components.identity import Identity, IdentityArgs
from components.keys import Keys, KeysArgs, KeysPeers
from components.log_names import LogNames, LogNamesArgs
from components.log_queries import LogQueries, LogQueriesArgs
from components.log_queries_bucket import LogQueriesBucket, LogQueriesBucketArgs, LogQueriesBucketPeers
from components.log_tables import LogTables, LogTablesArgs
from components.network import Network, NetworkArgs, NetworkPeers
from components.privileged_events import PrivilegedEvents, PrivilegedEventsArgs
from components.recovery_network import RecoveryNetwork, RecoveryNetworkArgs
from components.restore_tests import RestoreTests, RestoreTestsArgs
from components.role_auditor import RoleAuditor, RoleAuditorArgs
from components.role_break_glass import RoleBreakGlass, RoleBreakGlassArgs
from components.role_dba import RoleDba, RoleDbaArgs
from components.role_operator import RoleOperator, RoleOperatorArgs
from components.store_case_files import StoreCaseFiles, StoreCaseFilesArgs, StoreCaseFilesPeers, StoreCaseFilesPeers2
from components.store_case_scans import StoreCaseScans, StoreCaseScansArgs, StoreCaseScansPeers
from components.store_identity import StoreIdentity, StoreIdentityArgs, StoreIdentityPeers, StoreIdentityPeers2
from components.store_pensions import StorePensions, StorePensionsArgs, StorePensionsPeers, StorePensionsPeers2
from components.store_portal_assets import StorePortalAssets, StorePortalAssetsArgs, StorePortalAssetsPeers
from components.workload_marriage_registry import WorkloadMarriageRegistry, WorkloadMarriageRegistryArgs
from components.workload_pension_service import WorkloadPensionService, WorkloadPensionServiceArgs
from components.workload_portal import WorkloadPortal, WorkloadPortalArgs
from components.zone_app_civil_affairs import (
    ZoneAppCivilAffairs,
    ZoneAppCivilAffairsArgs,
    ZoneAppCivilAffairsPeers,
    ZoneAppCivilAffairsPeers2,
)
from components.zone_app_social_security import (
    ZoneAppSocialSecurity,
    ZoneAppSocialSecurityArgs,
    ZoneAppSocialSecurityPeers,
    ZoneAppSocialSecurityPeers2,
)
from components.zone_data_civil_affairs import (
    ZoneDataCivilAffairs,
    ZoneDataCivilAffairsArgs,
    ZoneDataCivilAffairsPeers,
    ZoneDataCivilAffairsPeers2,
)
from components.zone_data_social_security import (
    ZoneDataSocialSecurity,
    ZoneDataSocialSecurityArgs,
    ZoneDataSocialSecurityPeers,
    ZoneDataSocialSecurityPeers2,
)
from components.zone_edge import ZoneEdge, ZoneEdgeArgs, ZoneEdgePeers, ZoneEdgePeers2
from components.zone_ops import ZoneOps, ZoneOpsArgs, ZoneOpsPeers, ZoneOpsPeers2
from components.zone_services import ZoneServices, ZoneServicesArgs, ZoneServicesPeers, ZoneServicesPeers2
from components.zone_vault import ZoneVault, ZoneVaultArgs, ZoneVaultPeers, ZoneVaultPeers2

# GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
# GOV-07 Reproducible, version-pinned output (mlps3 8.1.10.8 a; nist-800-53r5 cm-2, cm-3, si-7, sr-3)
# spec: platform.regions - this code makes nothing in any other region
primary = aws.Provider("primary", region="ap-southeast-1", allowed_account_ids=["123456789012"])

dr = aws.Provider("dr", region="ap-northeast-1", allowed_account_ids=["123456789012"])

boundary = Boundary("boundary", BoundaryArgs(primary=primary))

approvers = Approvers("approvers", ApproversArgs(primary=primary, boundary_policy=boundary.boundary_policy))

detection_findings = DetectionFindings("detection-findings", DetectionFindingsArgs(primary=primary, dr=dr))

detection_threats = DetectionThreats("detection-threats", DetectionThreatsArgs(primary=primary, dr=dr))

detection_vulnerabilities = DetectionVulnerabilities(
    "detection-vulnerabilities",
    DetectionVulnerabilitiesArgs(primary=primary, dr=dr),
)

entries = Entries("entries", EntriesArgs(primary=primary))

identity = Identity("identity", IdentityArgs(primary=primary, dr=dr))

# These need resources of each other: each makes what it can alone, and the rest when all are there.
access_log_bucket = AccessLogBucket("access-log-bucket", AccessLogBucketArgs(primary=primary))
access_log_dr_bucket = AccessLogDrBucket("access-log-dr-bucket", AccessLogDrBucketArgs(primary=primary, dr=dr))
alarms = Alarms("alarms", AlarmsArgs(primary=primary))
audit_log = AuditLog("audit-log", AuditLogArgs(primary=primary))
audit_log_bucket = AuditLogBucket("audit-log-bucket", AuditLogBucketArgs(primary=primary))
audit_log_dr_bucket = AuditLogDrBucket("audit-log-dr-bucket", AuditLogDrBucketArgs(dr=dr))
backup = Backup("backup", BackupArgs(primary=primary, dr=dr))
detection_personal_data = DetectionPersonalData(
    "detection-personal-data",
    DetectionPersonalDataArgs(primary=primary, dr=dr),
)
keys = Keys("keys", KeysArgs(primary=primary, dr=dr))
log_queries_bucket = LogQueriesBucket("log-queries-bucket", LogQueriesBucketArgs(primary=primary))
network = Network("network", NetworkArgs(primary=primary))
store_case_files = StoreCaseFiles("store-case-files", StoreCaseFilesArgs(primary=primary, dr=dr))
store_case_scans = StoreCaseScans("store-case-scans", StoreCaseScansArgs(primary=primary))
store_identity = StoreIdentity("store-identity", StoreIdentityArgs(primary=primary, dr=dr))
store_pensions = StorePensions("store-pensions", StorePensionsArgs(primary=primary, dr=dr))
store_portal_assets = StorePortalAssets("store-portal-assets", StorePortalAssetsArgs(primary=primary))
zone_app_civil_affairs = ZoneAppCivilAffairs("zone-app-civil-affairs", ZoneAppCivilAffairsArgs(primary=primary))
zone_app_social_security = ZoneAppSocialSecurity("zone-app-social-security", ZoneAppSocialSecurityArgs(primary=primary))
zone_data_civil_affairs = ZoneDataCivilAffairs("zone-data-civil-affairs", ZoneDataCivilAffairsArgs(primary=primary))
zone_data_social_security = ZoneDataSocialSecurity(
    "zone-data-social-security",
    ZoneDataSocialSecurityArgs(primary=primary),
)
zone_edge = ZoneEdge("zone-edge", ZoneEdgeArgs(primary=primary))
zone_ops = ZoneOps("zone-ops", ZoneOpsArgs(primary=primary))
zone_services = ZoneServices("zone-services", ZoneServicesArgs(primary=primary))
zone_vault = ZoneVault("zone-vault", ZoneVaultArgs(primary=primary))
access_log_bucket.connect(
    AccessLogBucketPeers(
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        access_log_dr_bucket_versioning=access_log_dr_bucket.access_log_dr_bucket_versioning,
        audit_log_bucket=audit_log_bucket.audit_log_bucket,
        audit_log_bucket_versioning=audit_log_bucket.audit_log_bucket_versioning,
    )
)
access_log_dr_bucket.connect(
    AccessLogDrBucketPeers(
        audit_log_dr_bucket=audit_log_dr_bucket.audit_log_dr_bucket,
        audit_log_dr_bucket_versioning=audit_log_dr_bucket.audit_log_dr_bucket_versioning,
    )
)
alarms.connect(AlarmsPeers(logs_key=keys.logs_key))
audit_log.connect(
    AuditLogPeers(
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        audit_log_bucket=audit_log_bucket.audit_log_bucket,
        audit_log_bucket_policy=audit_log_bucket.audit_log_bucket_policy,
        audit_log_dr_bucket=audit_log_dr_bucket.audit_log_dr_bucket,
        logs_key=keys.logs_key,
        log_queries_bucket=log_queries_bucket.log_queries_bucket,
        case_files_bucket=store_case_files.case_files_bucket,
    )
)
audit_log_bucket.connect(
    AuditLogBucketPeers(
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_bucket_policy=access_log_bucket.access_log_bucket_policy,
        audit_log_dr_bucket=audit_log_dr_bucket.audit_log_dr_bucket,
        audit_log_dr_bucket_versioning=audit_log_dr_bucket.audit_log_dr_bucket_versioning,
        logs_dr_key=keys.logs_dr_key,
        logs_key=keys.logs_key,
    )
)
audit_log_dr_bucket.connect(
    AuditLogDrBucketPeers(
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        access_log_dr_bucket_policy=access_log_dr_bucket.access_log_dr_bucket_policy,
        logs_dr_key=keys.logs_dr_key,
    )
)
backup.connect(
    BackupPeers(
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        audit_log_bucket=audit_log_bucket.audit_log_bucket,
        audit_log_dr_bucket=audit_log_dr_bucket.audit_log_dr_bucket,
        backup_dr_key=keys.backup_dr_key,
        backup_key=keys.backup_key,
        log_queries_bucket=log_queries_bucket.log_queries_bucket,
        case_files_bucket=store_case_files.case_files_bucket,
        portal_assets_bucket=store_portal_assets.portal_assets_bucket,
    )
)
detection_personal_data.connect(DetectionPersonalDataPeers(case_files_bucket=store_case_files.case_files_bucket))
keys.connect(KeysPeers(main_macie2_account=detection_personal_data.main_macie2_account))
log_queries_bucket.connect(
    LogQueriesBucketPeers(
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_bucket_policy=access_log_bucket.access_log_bucket_policy,
        audit_log_dr_bucket=audit_log_dr_bucket.audit_log_dr_bucket,
        audit_log_dr_bucket_versioning=audit_log_dr_bucket.audit_log_dr_bucket_versioning,
        logs_dr_key=keys.logs_dr_key,
        logs_key=keys.logs_key,
    )
)
network.connect(NetworkPeers(logs_key=keys.logs_key))
store_case_files.connect(
    StoreCaseFilesPeers(
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_bucket_policy=access_log_bucket.access_log_bucket_policy,
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        access_log_dr_bucket_policy=access_log_dr_bucket.access_log_dr_bucket_policy,
        backup_role=backup.backup_role,
        important_civil_affairs_dr_key=keys.important_civil_affairs_dr_key,
    )
)
store_identity.connect(StoreIdentityPeers(logs_key=keys.logs_key))
store_pensions.connect(StorePensionsPeers(logs_key=keys.logs_key))
store_portal_assets.connect(
    StorePortalAssetsPeers(
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_bucket_policy=access_log_bucket.access_log_bucket_policy,
        general_key=keys.general_key,
    )
)
zone_app_civil_affairs.connect(ZoneAppCivilAffairsPeers(main_vpc=network.main_vpc))
zone_app_social_security.connect(ZoneAppSocialSecurityPeers(main_vpc=network.main_vpc))
zone_data_civil_affairs.connect(ZoneDataCivilAffairsPeers(main_vpc=network.main_vpc))
zone_data_social_security.connect(ZoneDataSocialSecurityPeers(main_vpc=network.main_vpc))
zone_edge.connect(ZoneEdgePeers(main_internet_gateway=network.main_internet_gateway, main_vpc=network.main_vpc))
zone_ops.connect(ZoneOpsPeers(main_vpc=network.main_vpc))
zone_services.connect(ZoneServicesPeers(main_vpc=network.main_vpc))
zone_vault.connect(ZoneVaultPeers(main_vpc=network.main_vpc))
alarms.connect2(AlarmsPeers2(audit_log_group=audit_log.audit_log_group))
backup.connect2(BackupPeers2(soc_topic=alarms.soc_topic, soc_topic_policy=alarms.soc_topic_policy))
store_case_files.connect2(
    StoreCaseFilesPeers2(
        backup_role=backup.backup_role,
        important_civil_affairs_dr_key=keys.important_civil_affairs_dr_key,
        important_civil_affairs_key=keys.important_civil_affairs_key,
        main_vpc=network.main_vpc,
    )
)
store_case_scans.connect(
    StoreCaseScansPeers(
        important_civil_affairs_dr_key=keys.important_civil_affairs_dr_key,
        important_civil_affairs_key=keys.important_civil_affairs_key,
        data_civil_affairs_a_subnet=zone_data_civil_affairs.data_civil_affairs_a_subnet,
        data_civil_affairs_b_subnet=zone_data_civil_affairs.data_civil_affairs_b_subnet,
        data_civil_affairs_security_group=zone_data_civil_affairs.data_civil_affairs_security_group,
    )
)
store_identity.connect2(
    StoreIdentityPeers2(
        core_dr_key=keys.core_dr_key,
        core_key=keys.core_key,
        vault_a_subnet=zone_vault.vault_a_subnet,
        vault_b_subnet=zone_vault.vault_b_subnet,
        vault_security_group=zone_vault.vault_security_group,
    )
)
store_pensions.connect2(
    StorePensionsPeers2(
        important_social_security_dr_key=keys.important_social_security_dr_key,
        important_social_security_key=keys.important_social_security_key,
        data_social_security_a_subnet=zone_data_social_security.data_social_security_a_subnet,
        data_social_security_b_subnet=zone_data_social_security.data_social_security_b_subnet,
        data_social_security_security_group=zone_data_social_security.data_social_security_security_group,
    )
)
zone_app_civil_affairs.connect2(
    ZoneAppCivilAffairsPeers2(
        app_social_security_security_group=zone_app_social_security.app_social_security_security_group,
        data_civil_affairs_security_group=zone_data_civil_affairs.data_civil_affairs_security_group,
        edge_security_group=zone_edge.edge_security_group,
        services_security_group=zone_services.services_security_group,
        vault_security_group=zone_vault.vault_security_group,
    )
)
zone_app_social_security.connect2(
    ZoneAppSocialSecurityPeers2(
        app_civil_affairs_security_group=zone_app_civil_affairs.app_civil_affairs_security_group,
        data_social_security_security_group=zone_data_social_security.data_social_security_security_group,
        edge_security_group=zone_edge.edge_security_group,
        services_security_group=zone_services.services_security_group,
        vault_security_group=zone_vault.vault_security_group,
    )
)
zone_data_civil_affairs.connect2(
    ZoneDataCivilAffairsPeers2(app_civil_affairs_security_group=zone_app_civil_affairs.app_civil_affairs_security_group)
)
zone_data_social_security.connect2(
    ZoneDataSocialSecurityPeers2(
        app_social_security_security_group=zone_app_social_security.app_social_security_security_group,
        ops_security_group=zone_ops.ops_security_group,
    )
)
zone_edge.connect2(
    ZoneEdgePeers2(
        app_civil_affairs_security_group=zone_app_civil_affairs.app_civil_affairs_security_group,
        app_social_security_security_group=zone_app_social_security.app_social_security_security_group,
    )
)
zone_ops.connect2(
    ZoneOpsPeers2(
        data_social_security_security_group=zone_data_social_security.data_social_security_security_group,
        services_security_group=zone_services.services_security_group,
        vault_security_group=zone_vault.vault_security_group,
    )
)
zone_services.connect2(
    ZoneServicesPeers2(
        app_civil_affairs_security_group=zone_app_civil_affairs.app_civil_affairs_security_group,
        app_social_security_security_group=zone_app_social_security.app_social_security_security_group,
        ops_security_group=zone_ops.ops_security_group,
    )
)
zone_vault.connect2(
    ZoneVaultPeers2(
        app_civil_affairs_security_group=zone_app_civil_affairs.app_civil_affairs_security_group,
        app_social_security_security_group=zone_app_social_security.app_social_security_security_group,
        ops_security_group=zone_ops.ops_security_group,
    )
)
backup.connect3(
    BackupPeers3(
        case_scans_file_system=store_case_scans.case_scans_file_system,
        identity_instance=store_identity.identity_instance,
        pensions_instance=store_pensions.pensions_instance,
    )
)

config_recorder = ConfigRecorder(
    "config-recorder",
    ConfigRecorderArgs(
        primary=primary,
        dr=dr,
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_bucket_policy=access_log_bucket.access_log_bucket_policy,
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        access_log_dr_bucket_policy=access_log_dr_bucket.access_log_dr_bucket_policy,
    ),
)

config_packs = ConfigPacks(
    "config-packs",
    ConfigPacksArgs(
        primary=primary,
        dr=dr,
        dr_recorder_status=config_recorder.dr_recorder_status,
        main_recorder_status=config_recorder.main_recorder_status,
    ),
)

recovery_network = RecoveryNetwork(
    "recovery-network",
    RecoveryNetworkArgs(
        dr=dr,
        audit_log_dr_bucket=audit_log_dr_bucket.audit_log_dr_bucket,
        audit_log_dr_bucket_policy=audit_log_dr_bucket.audit_log_dr_bucket_policy,
    ),
)

bastion = Bastion(
    "bastion",
    BastionArgs(
        primary=primary,
        audit_log_bucket=audit_log_bucket.audit_log_bucket,
        boundary_policy=boundary.boundary_policy,
        logs_key=keys.logs_key,
        ops_a_subnet=zone_ops.ops_a_subnet,
        ops_b_subnet=zone_ops.ops_b_subnet,
        ops_security_group=zone_ops.ops_security_group,
    ),
)

destruction = Destruction(
    "destruction",
    DestructionArgs(
        primary=primary,
        dr=dr,
        approver_1_role=approvers.approver_1_role,
        approver_2_role=approvers.approver_2_role,
        core_dr_key=keys.core_dr_key,
        core_key=keys.core_key,
        general_key=keys.general_key,
        important_civil_affairs_dr_key=keys.important_civil_affairs_dr_key,
        important_civil_affairs_key=keys.important_civil_affairs_key,
        important_social_security_dr_key=keys.important_social_security_dr_key,
        important_social_security_key=keys.important_social_security_key,
    ),
)

audit_schedule = AuditSchedule("audit-schedule", AuditScheduleArgs(primary=primary, soc_topic=alarms.soc_topic))

detection_tiers = DetectionTiers(
    "detection-tiers",
    DetectionTiersArgs(primary=primary, soc_topic=alarms.soc_topic, logs_key=keys.logs_key),
)

events = Events("events", EventsArgs(primary=primary, dr=dr, soc_topic=alarms.soc_topic))

log_tables = LogTables(
    "log-tables",
    LogTablesArgs(
        primary=primary,
        access_log_bucket=access_log_bucket.access_log_bucket,
        audit_log_bucket=audit_log_bucket.audit_log_bucket,
        logs_key=keys.logs_key,
        log_queries_bucket=log_queries_bucket.log_queries_bucket,
    ),
)

privileged_events = PrivilegedEvents(
    "privileged-events",
    PrivilegedEventsArgs(
        primary=primary,
        logs_catalog_database=log_tables.logs_catalog_database,
        logs_workgroup=log_tables.logs_workgroup,
    ),
)

detection_isolation = DetectionIsolation(
    "detection-isolation",
    DetectionIsolationArgs(primary=primary, main_vpc=network.main_vpc),
)

detection_response = DetectionResponse(
    "detection-response",
    DetectionResponseArgs(
        primary=primary,
        isolation_security_group=detection_isolation.isolation_security_group,
        main_vpc=network.main_vpc,
    ),
)

detection_rules = DetectionRules(
    "detection-rules",
    DetectionRulesArgs(
        primary=primary,
        dr=dr,
        respond_role=detection_response.respond_role,
        threats_high_topic=detection_tiers.threats_high_topic,
        threats_medium_topic=detection_tiers.threats_medium_topic,
        tickets_queue=detection_tiers.tickets_queue,
        undelivered_queue=detection_tiers.undelivered_queue,
        undelivered_queue_policy=detection_tiers.undelivered_queue_policy,
        logs_key=keys.logs_key,
    ),
)

endpoints = Endpoints(
    "endpoints",
    EndpointsArgs(
        primary=primary,
        main_vpc=network.main_vpc,
        services_a_subnet=zone_services.services_a_subnet,
        services_b_subnet=zone_services.services_b_subnet,
        services_security_group=zone_services.services_security_group,
    ),
)

entry_portal = EntryPortal(
    "entry-portal",
    EntryPortalArgs(
        primary=primary,
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_bucket_policy=access_log_bucket.access_log_bucket_policy,
        waf_log_resource_policy=entries.waf_log_resource_policy,
        logs_key=keys.logs_key,
        main_vpc=network.main_vpc,
        edge_a_subnet=zone_edge.edge_a_subnet,
        edge_b_subnet=zone_edge.edge_b_subnet,
        edge_security_group=zone_edge.edge_security_group,
    ),
)

alarms_entry_portal = AlarmsEntryPortal(
    "alarms-entry-portal",
    AlarmsEntryPortalArgs(
        primary=primary,
        soc_topic=alarms.soc_topic,
        portal_app_civil_affairs_8443_target_group=entry_portal.portal_app_civil_affairs_8443_target_group,
        portal_app_social_security_8443_target_group=entry_portal.portal_app_social_security_8443_target_group,
        portal_load_balancer=entry_portal.portal_load_balancer,
    ),
)

log_names = LogNames("log-names", LogNamesArgs(primary=primary, logs_key=keys.logs_key, main_vpc=network.main_vpc))

role_auditor = RoleAuditor(
    "role-auditor",
    RoleAuditorArgs(
        primary=primary,
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        audit_log_group=audit_log.audit_log_group,
        main_trail=audit_log.main_trail,
        audit_log_bucket=audit_log_bucket.audit_log_bucket,
        audit_log_dr_bucket=audit_log_dr_bucket.audit_log_dr_bucket,
        session_log_group=bastion.session_log_group,
        boundary_policy=boundary.boundary_policy,
        findings_log_group=detection_rules.findings_log_group,
        logs_dr_key=keys.logs_dr_key,
        logs_key=keys.logs_key,
        names_log_group=log_names.names_log_group,
        log_queries_bucket=log_queries_bucket.log_queries_bucket,
        logs_workgroup=log_tables.logs_workgroup,
        network_log_group=network.network_log_group,
    ),
)

role_operator = RoleOperator(
    "role-operator",
    RoleOperatorArgs(
        primary=primary,
        audit_log_bucket=audit_log_bucket.audit_log_bucket,
        session_log_group=bastion.session_log_group,
        boundary_policy=boundary.boundary_policy,
        logs_key=keys.logs_key,
    ),
)

log_queries = LogQueries(
    "log-queries",
    LogQueriesArgs(
        primary=primary,
        session_log_group=bastion.session_log_group,
        findings_log_group=detection_rules.findings_log_group,
        waf_portal_log_group=entry_portal.waf_portal_log_group,
        names_log_group=log_names.names_log_group,
        logs_catalog_database=log_tables.logs_catalog_database,
        logs_workgroup=log_tables.logs_workgroup,
        network_log_group=network.network_log_group,
        identity_postgresql_log_group=store_identity.identity_postgresql_log_group,
        identity_upgrade_log_group=store_identity.identity_upgrade_log_group,
        pensions_postgresql_log_group=store_pensions.pensions_postgresql_log_group,
        pensions_upgrade_log_group=store_pensions.pensions_upgrade_log_group,
    ),
)

role_break_glass = RoleBreakGlass(
    "role-break-glass",
    RoleBreakGlassArgs(
        primary=primary,
        soc_topic=alarms.soc_topic,
        approver_1_role=approvers.approver_1_role,
        approver_2_role=approvers.approver_2_role,
        audit_log_group=audit_log.audit_log_group,
        audit_log_bucket=audit_log_bucket.audit_log_bucket,
        session_log_group=bastion.session_log_group,
        boundary_policy=boundary.boundary_policy,
        logs_key=keys.logs_key,
        identity_instance=store_identity.identity_instance,
        pensions_instance=store_pensions.pensions_instance,
    ),
)

role_dba = RoleDba(
    "role-dba",
    RoleDbaArgs(
        primary=primary,
        approver_1_role=approvers.approver_1_role,
        audit_log_bucket=audit_log_bucket.audit_log_bucket,
        session_log_group=bastion.session_log_group,
        boundary_policy=boundary.boundary_policy,
        logs_key=keys.logs_key,
        identity_instance=store_identity.identity_instance,
        pensions_instance=store_pensions.pensions_instance,
    ),
)

workload_pension_service = WorkloadPensionService(
    "workload-pension-service",
    WorkloadPensionServiceArgs(
        primary=primary,
        session_host_policy=bastion.session_host_policy,
        boundary_policy=boundary.boundary_policy,
        pensions_instance=store_pensions.pensions_instance,
        app_social_security_security_group=zone_app_social_security.app_social_security_security_group,
    ),
)

workload_portal = WorkloadPortal(
    "workload-portal",
    WorkloadPortalArgs(
        primary=primary,
        general_key=keys.general_key,
        portal_assets_bucket=store_portal_assets.portal_assets_bucket,
    ),
)

detection_unusual = DetectionUnusual(
    "detection-unusual",
    DetectionUnusualArgs(
        primary=primary,
        audit_log_group=audit_log.audit_log_group,
        threats_medium_topic=detection_tiers.threats_medium_topic,
        network_log_group=network.network_log_group,
        case_files_bucket=store_case_files.case_files_bucket,
        case_scans_file_system=store_case_scans.case_scans_file_system,
        identity_instance=store_identity.identity_instance,
        pensions_instance=store_pensions.pensions_instance,
    ),
)

restore_tests = RestoreTests(
    "restore-tests",
    RestoreTestsArgs(
        primary=primary,
        dr=dr,
        bronze_vault=backup.bronze_vault,
        gold_dr_vault=backup.gold_dr_vault,
        gold_vault=backup.gold_vault,
        general_key=keys.general_key,
        important_civil_affairs_dr_key=keys.important_civil_affairs_dr_key,
        important_civil_affairs_key=keys.important_civil_affairs_key,
        locked_default_security_group=network.locked_default_security_group,
        recovery_default_security_group=recovery_network.recovery_default_security_group,
        recovery_subnet_group=recovery_network.recovery_subnet_group,
        case_files_bucket=store_case_files.case_files_bucket,
        case_scans_file_system=store_case_scans.case_scans_file_system,
        identity_instance=store_identity.identity_instance,
        identity_subnet_group=store_identity.identity_subnet_group,
        pensions_instance=store_pensions.pensions_instance,
        pensions_subnet_group=store_pensions.pensions_subnet_group,
        portal_assets_bucket=store_portal_assets.portal_assets_bucket,
    ),
)

workload_marriage_registry = WorkloadMarriageRegistry(
    "workload-marriage-registry",
    WorkloadMarriageRegistryArgs(
        primary=primary,
        session_host_policy=bastion.session_host_policy,
        boundary_policy=boundary.boundary_policy,
        important_civil_affairs_key=keys.important_civil_affairs_key,
        case_files_bucket=store_case_files.case_files_bucket,
        case_scans_access_point=store_case_scans.case_scans_access_point,
        case_scans_file_system=store_case_scans.case_scans_file_system,
        app_civil_affairs_security_group=zone_app_civil_affairs.app_civil_affairs_security_group,
    ),
)
