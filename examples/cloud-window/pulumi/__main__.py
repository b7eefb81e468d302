"""`cloud-window` as a Pulumi program: providers, then components with what each needs of others."""

import pulumi_aws as aws

from components.access_log_bucket import AccessLogBucket, AccessLogBucketArgs
from components.access_log_dr_bucket import AccessLogDrBucket, AccessLogDrBucketArgs
from components.alarms import Alarms, AlarmsArgs, AlarmsPeers
from components.approvers import Approvers, ApproversArgs
from components.audit_log import AuditLog, AuditLogArgs, AuditLogPeers
from components.audit_log_bucket import AuditLogBucket, AuditLogBucketArgs
from components.audit_log_dr_bucket import AuditLogDrBucket, AuditLogDrBucketArgs
from components.backup import Backup, BackupArgs, BackupPeers
from components.bastion import Bastion, BastionArgs
from components.boundary import Boundary, BoundaryArgs
from components.endpoints import Endpoints, EndpointsArgs
from components.entries import Entries, EntriesArgs
from components.entry_portal import EntryPortal, EntryPortalArgs
from components.keys import Keys, KeysArgs
from components.network import Network, NetworkArgs
from components.role_auditor import RoleAuditor, RoleAuditorArgs
from components.role_break_glass import RoleBreakGlass, RoleBreakGlassArgs
from components.role_dba import RoleDba, RoleDbaArgs
from components.role_operator import RoleOperator, RoleOperatorArgs
from components.store_case_files import StoreCaseFiles, StoreCaseFilesArgs, StoreCaseFilesPeers
from components.store_case_scans import StoreCaseScans, StoreCaseScansArgs
from components.store_identity import StoreIdentity, StoreIdentityArgs
from components.store_pensions import StorePensions, StorePensionsArgs
from components.store_portal_assets import StorePortalAssets, StorePortalAssetsArgs
from components.workload_marriage_registry import WorkloadMarriageRegistry, WorkloadMarriageRegistryArgs
from components.workload_pension_service import WorkloadPensionService, WorkloadPensionServiceArgs
from components.workload_portal import WorkloadPortal, WorkloadPortalArgs
from components.zone_app_civil_affairs import ZoneAppCivilAffairs, ZoneAppCivilAffairsArgs, ZoneAppCivilAffairsPeers
from components.zone_app_social_security import (
    ZoneAppSocialSecurity,
    ZoneAppSocialSecurityArgs,
    ZoneAppSocialSecurityPeers,
)
from components.zone_data_civil_affairs import ZoneDataCivilAffairs, ZoneDataCivilAffairsArgs, ZoneDataCivilAffairsPeers
from components.zone_data_social_security import (
    ZoneDataSocialSecurity,
    ZoneDataSocialSecurityArgs,
    ZoneDataSocialSecurityPeers,
)
from components.zone_edge import ZoneEdge, ZoneEdgeArgs, ZoneEdgePeers
from components.zone_ops import ZoneOps, ZoneOpsArgs, ZoneOpsPeers
from components.zone_services import ZoneServices, ZoneServicesArgs, ZoneServicesPeers
from components.zone_vault import ZoneVault, ZoneVaultArgs, ZoneVaultPeers

# GOV-04 Data and backups stay in allowed regions (mlps3 8.2.1.1, 8.2.4.5 a, 8.2.4.6 b; nist-800-53r5 sa-9.5)
# GOV-07 Reproducible, version-pinned output (mlps3 8.1.10.8 a; nist-800-53r5 cm-2, cm-3, si-7, sr-3)
# spec: platform.regions - nothing may exist anywhere else
primary = aws.Provider("primary", region="ap-southeast-1", allowed_account_ids=["123456789012"])

dr = aws.Provider("dr", region="ap-northeast-1", allowed_account_ids=["123456789012"])

access_log_dr_bucket = AccessLogDrBucket("access-log-dr-bucket", AccessLogDrBucketArgs(dr=dr))

access_log_bucket = AccessLogBucket(
    "access-log-bucket",
    AccessLogBucketArgs(
        primary=primary,
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        access_log_dr_bucket_versioning=access_log_dr_bucket.access_log_dr_bucket_versioning,
    ),
)

boundary = Boundary("boundary", BoundaryArgs(primary=primary))

approvers = Approvers("approvers", ApproversArgs(primary=primary, boundary_policy=boundary.boundary_policy))

entries = Entries("entries", EntriesArgs(primary=primary))

keys = Keys("keys", KeysArgs(primary=primary, dr=dr))

audit_log_dr_bucket = AuditLogDrBucket(
    "audit-log-dr-bucket",
    AuditLogDrBucketArgs(
        dr=dr,
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        access_log_dr_bucket_policy=access_log_dr_bucket.access_log_dr_bucket_policy,
        logs_dr_key=keys.logs_dr_key,
    ),
)

audit_log_bucket = AuditLogBucket(
    "audit-log-bucket",
    AuditLogBucketArgs(
        primary=primary,
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_bucket_policy=access_log_bucket.access_log_bucket_policy,
        audit_log_dr_bucket=audit_log_dr_bucket.audit_log_dr_bucket,
        audit_log_dr_bucket_versioning=audit_log_dr_bucket.audit_log_dr_bucket_versioning,
        logs_dr_key=keys.logs_dr_key,
        logs_key=keys.logs_key,
    ),
)

network = Network("network", NetworkArgs(primary=primary, logs_key=keys.logs_key))

store_portal_assets = StorePortalAssets(
    "store-portal-assets",
    StorePortalAssetsArgs(
        primary=primary,
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_bucket_policy=access_log_bucket.access_log_bucket_policy,
        general_key=keys.general_key,
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

# These need resources of each other: each makes what it can alone, and the rest when all are there.
zone_app_civil_affairs = ZoneAppCivilAffairs(
    "zone-app-civil-affairs",
    ZoneAppCivilAffairsArgs(primary=primary, main_vpc=network.main_vpc),
)
zone_app_social_security = ZoneAppSocialSecurity(
    "zone-app-social-security",
    ZoneAppSocialSecurityArgs(primary=primary, main_vpc=network.main_vpc),
)
zone_data_civil_affairs = ZoneDataCivilAffairs(
    "zone-data-civil-affairs",
    ZoneDataCivilAffairsArgs(primary=primary, main_vpc=network.main_vpc),
)
zone_data_social_security = ZoneDataSocialSecurity(
    "zone-data-social-security",
    ZoneDataSocialSecurityArgs(primary=primary, main_vpc=network.main_vpc),
)
zone_edge = ZoneEdge(
    "zone-edge",
    ZoneEdgeArgs(primary=primary, main_internet_gateway=network.main_internet_gateway, main_vpc=network.main_vpc),
)
zone_ops = ZoneOps("zone-ops", ZoneOpsArgs(primary=primary, main_vpc=network.main_vpc))
zone_services = ZoneServices("zone-services", ZoneServicesArgs(primary=primary, main_vpc=network.main_vpc))
zone_vault = ZoneVault("zone-vault", ZoneVaultArgs(primary=primary, main_vpc=network.main_vpc))
zone_app_civil_affairs.connect(
    ZoneAppCivilAffairsPeers(
        app_social_security_security_group=zone_app_social_security.app_social_security_security_group,
        data_civil_affairs_security_group=zone_data_civil_affairs.data_civil_affairs_security_group,
        edge_security_group=zone_edge.edge_security_group,
        services_security_group=zone_services.services_security_group,
        vault_security_group=zone_vault.vault_security_group,
    )
)
zone_app_social_security.connect(
    ZoneAppSocialSecurityPeers(
        app_civil_affairs_security_group=zone_app_civil_affairs.app_civil_affairs_security_group,
        data_social_security_security_group=zone_data_social_security.data_social_security_security_group,
        edge_security_group=zone_edge.edge_security_group,
        services_security_group=zone_services.services_security_group,
        vault_security_group=zone_vault.vault_security_group,
    )
)
zone_data_civil_affairs.connect(
    ZoneDataCivilAffairsPeers(app_civil_affairs_security_group=zone_app_civil_affairs.app_civil_affairs_security_group)
)
zone_data_social_security.connect(
    ZoneDataSocialSecurityPeers(
        app_social_security_security_group=zone_app_social_security.app_social_security_security_group,
        ops_security_group=zone_ops.ops_security_group,
    )
)
zone_edge.connect(
    ZoneEdgePeers(
        app_civil_affairs_security_group=zone_app_civil_affairs.app_civil_affairs_security_group,
        app_social_security_security_group=zone_app_social_security.app_social_security_security_group,
    )
)
zone_ops.connect(
    ZoneOpsPeers(
        data_social_security_security_group=zone_data_social_security.data_social_security_security_group,
        services_security_group=zone_services.services_security_group,
        vault_security_group=zone_vault.vault_security_group,
    )
)
zone_services.connect(
    ZoneServicesPeers(
        app_civil_affairs_security_group=zone_app_civil_affairs.app_civil_affairs_security_group,
        app_social_security_security_group=zone_app_social_security.app_social_security_security_group,
        ops_security_group=zone_ops.ops_security_group,
    )
)
zone_vault.connect(
    ZoneVaultPeers(
        app_civil_affairs_security_group=zone_app_civil_affairs.app_civil_affairs_security_group,
        app_social_security_security_group=zone_app_social_security.app_social_security_security_group,
        ops_security_group=zone_ops.ops_security_group,
    )
)

store_identity = StoreIdentity(
    "store-identity",
    StoreIdentityArgs(
        primary=primary,
        dr=dr,
        core_dr_key=keys.core_dr_key,
        core_key=keys.core_key,
        logs_key=keys.logs_key,
        vault_a_subnet=zone_vault.vault_a_subnet,
        vault_b_subnet=zone_vault.vault_b_subnet,
        vault_security_group=zone_vault.vault_security_group,
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

store_pensions = StorePensions(
    "store-pensions",
    StorePensionsArgs(
        primary=primary,
        dr=dr,
        important_social_security_dr_key=keys.important_social_security_dr_key,
        important_social_security_key=keys.important_social_security_key,
        logs_key=keys.logs_key,
        data_social_security_a_subnet=zone_data_social_security.data_social_security_a_subnet,
        data_social_security_b_subnet=zone_data_social_security.data_social_security_b_subnet,
        data_social_security_security_group=zone_data_social_security.data_social_security_security_group,
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

store_case_scans = StoreCaseScans(
    "store-case-scans",
    StoreCaseScansArgs(
        primary=primary,
        important_civil_affairs_dr_key=keys.important_civil_affairs_dr_key,
        important_civil_affairs_key=keys.important_civil_affairs_key,
        data_civil_affairs_a_subnet=zone_data_civil_affairs.data_civil_affairs_a_subnet,
        data_civil_affairs_b_subnet=zone_data_civil_affairs.data_civil_affairs_b_subnet,
        data_civil_affairs_security_group=zone_data_civil_affairs.data_civil_affairs_security_group,
    ),
)

# These need resources of each other: each makes what it can alone, and the rest when all are there.
alarms = Alarms("alarms", AlarmsArgs(primary=primary, logs_key=keys.logs_key))
audit_log = AuditLog(
    "audit-log",
    AuditLogArgs(
        primary=primary,
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        audit_log_bucket=audit_log_bucket.audit_log_bucket,
        audit_log_bucket_policy=audit_log_bucket.audit_log_bucket_policy,
        audit_log_dr_bucket=audit_log_dr_bucket.audit_log_dr_bucket,
        logs_key=keys.logs_key,
    ),
)
backup = Backup(
    "backup",
    BackupArgs(
        primary=primary,
        dr=dr,
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        audit_log_bucket=audit_log_bucket.audit_log_bucket,
        audit_log_dr_bucket=audit_log_dr_bucket.audit_log_dr_bucket,
        backup_dr_key=keys.backup_dr_key,
        backup_key=keys.backup_key,
        case_scans_file_system=store_case_scans.case_scans_file_system,
        identity_instance=store_identity.identity_instance,
        pensions_instance=store_pensions.pensions_instance,
        portal_assets_bucket=store_portal_assets.portal_assets_bucket,
    ),
)
store_case_files = StoreCaseFiles(
    "store-case-files",
    StoreCaseFilesArgs(
        primary=primary,
        dr=dr,
        access_log_bucket=access_log_bucket.access_log_bucket,
        access_log_bucket_policy=access_log_bucket.access_log_bucket_policy,
        access_log_dr_bucket=access_log_dr_bucket.access_log_dr_bucket,
        access_log_dr_bucket_policy=access_log_dr_bucket.access_log_dr_bucket_policy,
        important_civil_affairs_dr_key=keys.important_civil_affairs_dr_key,
        important_civil_affairs_key=keys.important_civil_affairs_key,
        main_vpc=network.main_vpc,
    ),
)
alarms.connect(AlarmsPeers(audit_log_group=audit_log.audit_log_group))
audit_log.connect(AuditLogPeers(case_files_bucket=store_case_files.case_files_bucket))
backup.connect(
    BackupPeers(
        soc_topic=alarms.soc_topic,
        soc_topic_policy=alarms.soc_topic_policy,
        case_files_bucket=store_case_files.case_files_bucket,
    )
)
store_case_files.connect(StoreCaseFilesPeers(backup_role=backup.backup_role))

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
        logs_dr_key=keys.logs_dr_key,
        logs_key=keys.logs_key,
        network_log_group=network.network_log_group,
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
