"""Words of the pack that tables share, in both languages; a result is a self-check, never a conclusion."""

from bastide.model.control import Kind, Responsibility, Status, Wording
from bastide.model.finding import Outcome
from bastide.model.identity import Answer, HolderKind, Right, TargetKind
from bastide.model.proof import FlowVerdict, Standing
from bastide.report.control_text import WORDS

PARTLY = Wording("shown in part; the rest is to be added", "代码部分满足，其余待补充")
YES, NO = Wording("yes", "是"), Wording("no", "否")
NOT_DECLARED = Wording("not declared", "未声明")
BY_PEOPLE = Wording("{} (people fill this in)", "{}（人工填写）")
METHODS = {
    Kind.REACH: Wording("static proof (reachability)", "静态证明（可达性推演）"),
    Kind.IAM: Wording("static proof (rights)", "静态证明（权限推演）"),
    Kind.COVERS: Wording("configuration check (relations)", "配置核查（关联关系）"),
    Kind.ATTR: Wording("configuration check (settings)", "配置核查（参数）"),
    Kind.SPEC: Wording("configuration check (declaration)", "配置核查（声明文件）"),
    Kind.ARTIFACT: Wording("configuration check (files and digests)", "配置核查（文件及摘要）"),
    Kind.CHECKOV: Wording("configuration check (checkov)", "配置核查（checkov 规则）"),
    Kind.OPERATOR: Wording("documents and interview", "文档核查、人员访谈"),
    Kind.INHERIT: Wording("document check (provider's report)", "文档核查（云服务商报告）"),
}
INTERVIEW = Wording("interview and site check", "人员访谈、现场核查")
RESPONSIBLE = {
    Responsibility.GENERATED: Wording("generated code", "生成代码（建设方）"),
    Responsibility.SHARED: Wording("generated code and operator", "生成代码与运营方共同"),
    Responsibility.OPERATOR: Wording("operator", "运营方"),
    Responsibility.PROVIDER: Wording("cloud provider", "云服务商"),
}
PROVABLE = {
    "full": Wording("in full", "可全部证明"),
    "partial": Wording("in part", "可部分证明"),
    "none": Wording("not at all", "代码不能证明"),
}
OUTCOMES = {
    Outcome.PASS: Wording("holds", "未发现问题"),
    Outcome.FAIL: Wording("does not hold", "存在问题"),
    Outcome.WAIVED: Wording("waived", "已豁免"),
    Outcome.UNKNOWN: Wording("not known", "无法判定"),
}
STANDINGS = {
    Standing.CLOSED: Wording("closed", "不可达"),
    Standing.VACANT: Wording("declared, nobody there", "已声明，一端无对象"),
    Standing.ALLOWED: Wording("open as declared", "按声明可达"),
    Standing.BLOCKED: Wording("declared, blocked", "已声明但被阻断"),
    Standing.VIOLATED: Wording("open, not declared", "未声明却可达"),
    Standing.UNKNOWN: Wording("not proven", "未能证明"),
}
FLOWS = {
    FlowVerdict.ALLOWED: Wording("passes as declared", "按声明通过"),
    FlowVerdict.BLOCKED: Wording("blocked", "被阻断"),
    FlowVerdict.VACANT: Wording("nobody there", "一端无对象"),
    FlowVerdict.UNKNOWN: Wording("not proven", "未能证明"),
}
ANSWERS = {
    Answer.YES: Wording("yes", "是"),
    Answer.DEPENDS: Wording("under conditions", "满足条件时"),
    Answer.NO: Wording("no", "否"),
}
RIGHTS = {
    Right.READ: Wording("read", "读取"),
    Right.WRITE: Wording("write", "写入"),
    Right.DESTROY: Wording("destroy", "销毁或削弱保护"),
    Right.GRANT: Wording("hand on", "转授"),
    Right.ESCALATE: Wording("take rights", "提权"),
    Right.ASSUME: Wording("take the role", "扮演角色"),
    Right.ENTER: Wording("open a session", "开启会话"),
}
TARGETS = {
    TargetKind.STORE: Wording("store", "数据存储"),
    TargetKind.KEY: Wording("key", "密钥"),
    TargetKind.BACKUP: Wording("backup", "备份"),
    TargetKind.LOG: Wording("log", "日志"),
    TargetKind.IDENTITY: Wording("identity", "身份"),
}
HOLDERS = {
    HolderKind.ROLE: Wording("role", "角色"),
    HolderKind.USER: Wording("user", "用户"),
    HolderKind.GROUP: Wording("group", "用户组"),
    HolderKind.POLICY: Wording("policy", "策略"),
    HolderKind.ACCOUNT: Wording("account", "账户"),
    HolderKind.SERVICE: Wording("cloud service", "云服务"),
    HolderKind.FEDERATED: Wording("federated", "联合身份"),
    HolderKind.EVERYBODY: Wording("everybody", "任何人"),
}
CLASSES = {
    "general": Wording("general", "一般"),
    "important": Wording("important", "重要"),
    "core": Wording("core", "核心"),
}


def result(status: Status, *, partly: bool) -> Wording:
    """Return the word for a self-check's result."""
    return PARTLY if partly else WORDS[status]


def yes(value: bool) -> Wording:  # noqa: FBT001 - the value is what is said
    """Return yes or no."""
    return YES if value else NO


def joined(parts: "tuple[Wording, ...] | list[Wording]", en: str = ", ", zh: str = "、") -> Wording:
    """Return some wordings as one, each once and in their order."""
    unique = tuple(dict.fromkeys(parts))
    return Wording(en.join(one.en for one in unique), zh.join(one.zh for one in unique))
