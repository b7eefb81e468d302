"""An example of each section for the reference; together they are one sound spec, which a test loads."""

from collections.abc import Mapping

SMALLEST = """\
bastide: 1
platform: {name: window, owner: data-bureau, cloud: aws, account: "123456789012", cidr: 10.40.0.0/16,
  regions: {primary: ap-southeast-1, dr: ap-northeast-1}}
profile: gov-baseline
zones:
  edge: {exposure: internet}
  app: {exposure: internal}
  data: {exposure: isolated}
flows:
  - {from: internet, to: edge, allow: tcp/443, why: citizens reach the portal}
  - {from: edge, to: app, allow: tcp/8443, why: the portal calls the service}
  - {from: app, to: data, allow: tcp/5432, why: the service reads its records}
stores: {records: {kind: postgres, zone: data, class: important}}
logging: {alerts: {soc: soc@example.gov}}
"""
"""A spec that is worth generating."""

EXAMPLES: Mapping[str, str] = {
    "platform": """\
platform:
  name: cloud-window
  title: 云窗口 政务服务中心
  owner: municipal-data-bureau
  cloud: aws
  account: "123456789012"
  cidr: 10.40.0.0/16
  regions: {primary: ap-southeast-1, dr: ap-northeast-1}
  availability_zones: [a, b]
  frameworks: [mlps3, nist-800-53r5]
""",
    "agencies": """\
agencies:
  civil-affairs: {owner: civil-affairs-bureau, title: 民政局, ceiling: important}
""",
    "classes": """\
classes:                                     # lowest first; each is a floor for its stores
  general:   {}                              # as in the profile
  important: {rotate: 180d}
  core:      {zones: [vault]}
""",
    "tiers": """\
tiers:                                       # targets; schedules are derived from them and checked against them
  silver: {rpo: 4h, rto: 8h, keep: 6mo, copy: dr}
""",
    "zones": """\
zones:
  edge:  {exposure: internet}
  app:   {exposure: internal, per: agency}   # one copy for each agency
  data:  {exposure: isolated, per: agency}
  vault: {exposure: isolated, cidr: 10.40.200.0/24}
""",
    "flows": """\
flows:
  - {from: internet, to: edge, allow: tcp/443, why: citizens reach the portal}
  - {from: edge, to: app, allow: tcp/8443, why: the portal calls each agency's service}
  - {from: app, to: data, allow: [tcp/5432, tcp/2049], within: agency, why: a service reads its own records}
  - {from: app@civil-affairs, to: vault, allow: tcp/5432, why: 核验身份, until: 2027-06-30}
""",
    "never": """\
never:
  - {from: internet, to: [data, vault, ops]}
  - {from: data, to: data, across: agency}
""",
    "stores": """\
stores:
  portal-assets: {kind: object, zone: edge, class: general}
  archive:       {kind: object, zone: vault, class: general, tier: silver}
  case-files:    {kind: object, zone: data@civil-affairs, class: important, personal: true}
  figures:       {kind: object, zone: data@civil-affairs, class: general, title: 脱敏统计}
  identity:      {kind: postgres, zone: vault, class: core, personal: true, size: medium, title: 居民档案}
""",
    "workloads": """\
workloads:
  portal: {zone: edge, kind: web, domain: portal.example.gov, uses: [portal-assets]}
""",
    "access": """\
access:                                      # the profile gives operator, dba, auditor and break-glass
  roles:
    vendor: {reach: [app], session: 1h, idle: 10m, approvals: 1, until: 2027-03-31, never_reads: [important, core]}
  separate: [[vendor, auditor]]
""",
    "logging": """\
logging:
  network: {keep: 2y, immutable: true}
  alerts: {soc: soc@example.gov}
""",
    "waivers": """\
waivers:
  - {check: CKV_AWS_144, target: store/portal-assets, owner: web-team, why: rebuilt from source, until: 2027-03-31}
""",
    "agency": """\
agency: social-security
owner: social-security-bureau
ceiling: important
stores:
  pensions: {kind: postgres, zone: data, class: important, personal: true}
workloads:
  pension-service: {zone: app, kind: service, uses: [pensions]}
""",
}
