"""The words of the review site that several pages share, in both languages."""

from bastide.model.control import Area, Responsibility, Ruling, Status, Wording
from bastide.model.finding import Outcome

SHARED = "shared"
"""The word for a control of which code shows its part, and people must add theirs."""

SIGNS = {
    "not-satisfied": "✕",
    "no-evidence": "?",
    "risk-accepted": "△",
    SHARED: "◐",
    "operator": "○",
    "inherited": "⌂",
    "satisfied": "✓",
    "not-applicable": "\N{EN DASH}",
}
"""A sign for each status, so that none is told by colour alone."""

STATES = {
    "not-satisfied": Wording("not satisfied", "不满足"),
    "no-evidence": Wording("no evidence", "无证据"),
    "risk-accepted": Wording("risk accepted", "风险已接受"),
    SHARED: Wording("shared", "共同承担"),
    "operator": Wording("operator", "待运营方补充"),
    "inherited": Wording("inherited", "由云服务商承担"),
    "satisfied": Wording("proven by code", "代码证明"),
    "not-applicable": Wording("not applicable", "不适用"),
}
RESPONSIBLE = {
    Responsibility.GENERATED: Wording("the generated code", "生成的代码"),
    Responsibility.SHARED: Wording("the code and the operator together", "代码与运营方共同承担"),
    Responsibility.OPERATOR: Wording("the operator", "运营方"),
    Responsibility.PROVIDER: Wording("the cloud's provider", "云服务商"),
}
AREAS = {
    Area.ENVIRONMENT: Wording("Environment", "环境安全"),
    Area.DATA: Wording("Data", "数据安全"),
    Area.ACCESS: Wording("Access", "访问安全"),
    Area.AUDIT: Wording("Audit", "安全审计"),
}
OUTCOMES = {
    Outcome.FAIL: ("not-satisfied", Wording("fails", "未通过")),
    Outcome.WAIVED: ("risk-accepted", Wording("waived", "已豁免")),
    Outcome.UNKNOWN: ("no-evidence", Wording("unknown", "未知")),
    Outcome.PASS: ("satisfied", Wording("passes", "通过")),
}
CLASSES = {
    "public": Wording("public", "公开"),
    "general": Wording("general", "一般"),
    "important": Wording("important", "重要"),
    "core": Wording("core", "核心"),
}
STORE_KINDS = {
    "postgres": Wording("database", "数据库"),
    "object": Wording("objects", "对象存储"),
    "file": Wording("files", "文件存储"),
}
RIGHTS = {
    "read": Wording("read", "读"),
    "write": Wording("write", "写"),
    "destroy": Wording("destroy", "销毁"),
    "grant": Wording("hand on", "授权他人"),
    "escalate": Wording("take rights", "提权"),
    "assume": Wording("take the role", "担任角色"),
    "enter": Wording("enter", "进入"),
}
ANSWERS = {
    "yes": Wording("yes", "是"),
    "depends": Wording("on conditions", "视条件"),
    "no": Wording("no", "否"),
}
DEMANDS = {
    "second factor": Wording("second factor", "双因素"),
    "duty": Wording("duty", "职责"),
    "approval": Wording("approval", "审批"),
    "term": Wording("term", "期限"),
    "name": Wording("name", "实名"),
    "source": Wording("source address", "来源地址"),
}
SOURCES = {
    "seed": Wording("founding paper", "立项论文"),
    "mlps3": Wording("GB/T 22239", "GB/T 22239"),
    "gm3": Wording("GB/T 39786", "GB/T 39786"),
    "ccs": Wording("GB/T 31168", "GB/T 31168"),
    "share": Wording("GB/T 39477", "GB/T 39477"),
    "dsmm": Wording("GB/T 37988", "GB/T 37988"),
    "csl": Wording("Cybersecurity Law", "网络安全法"),
    "dsl": Wording("Data Security Law", "数据安全法"),
    "llm": Wording("T/ISEAA 005, 006", "T/ISEAA 005、006"),
    "nist-800-53r5": Wording("NIST 800-53", "NIST 800-53"),
    "cis-aws-5": Wording("CIS AWS", "CIS AWS"),
    "ccm-4": Wording("CSA CCM", "CSA CCM"),
}
"""Short names of the standards that controls cite."""
ASSUMED = {
    "the VPC's resolver, instance metadata and time answer every host, whatever groups and ACLs say": (
        "无论安全组和网络 ACL 如何设置，VPC 的域名解析、实例元数据和时间服务都会应答每台主机"
    ),
    "a host that may be reached may be taken over: distance counts connections, not exploits": (
        "可达的主机可能被攻陷：距离按连接数计算，不考虑漏洞利用"
    ),
    "the root user, and identities that the tree doesn't hold, are judged only where a policy of the tree names them": (
        "根用户及代码中没有的身份，仅在代码中的策略提及它们时才作判断"
    ),
    "policies of the organization (SCP, RCP) are not in the tree: they can only take away": (
        "组织级策略（SCP、RCP）不在代码中：它们只会收窄权限"
    ),
    "a role's session has no session policy and no session tags": "角色会话不附带会话策略和会话标签",
    "what AWS lets its own services do without a policy is not judged": "云服务无需策略即可执行的操作不在判断范围内",
    "what runs on a host, and names that DNS gives out, are not judged": (
        "主机上运行的软件以及 DNS 解析的名称不在判断范围内"
    ),
}
"""What the proofs assume, in Chinese; what is missing here is shown as it is written."""


def key(status: Status) -> str:
    """Return a status as its sign, its word and its colour know it."""
    return str(status).replace(" ", "-")


def state(ruling: Ruling) -> str:
    """Return how a control stands: as its status, or shared."""
    return SHARED if ruling.partly else key(ruling.status)


def duration(minutes: int) -> Wording:
    """Return minutes in the largest unit that holds them whole."""
    for size, en, zh in ((1440, "d", "天"), (60, "h", "小时")):
        if minutes and minutes % size == 0:
            return Wording(f"{minutes // size} {en}", f"{minutes // size} {zh}")
    return Wording(f"{minutes} min", f"{minutes} 分钟")
