"""The words of the map, in both languages."""

from bastide.model.control import Wording
from bastide.model.platform import EGRESS, INSPECTION, OUTER_INSPECTION, OUTER_SERVICES, RECOVERY, SERVICES
from bastide.model.wire import INTERNET, ON_PREMISES
from bastide.report.site.map_facts import Lane, Tie

TITLE = Wording("Platform map", "平台拓扑图")
DESCRIPTION = Wording(
    "{zones} zones of {name}, from the outside on the left to data on the right, with what the proof found to pass "
    "between them. The table below the map says the same in words.",
    "{name} 的 {zones} 个安全区域，左侧为外部，右侧为数据，连线为经证明可通行的流量。图下的表格给出同样的内容。",
)
LANES = {
    Lane.OUTSIDE: Wording("Outside", "外部"),
    Lane.EDGE: Wording("Entry", "接入区"),
    Lane.APP: Wording("Applications", "应用区"),
    Lane.DATA: Wording("Data", "数据区"),
    Lane.RECOVERY: Wording("Recovery", "灾备区"),
}
SHARED = Wording("Operations and shared services", "运维与公共服务")
EXPOSURES = {
    "internet": Wording("meets the internet", "面向互联网"),
    "internal": Wording("internal", "内部"),
    "isolated": Wording("isolated", "隔离"),
}
NAMES = {
    INTERNET: Wording("Internet", "互联网"),
    ON_PREMISES: Wording("On premises", "本地机房"),
    SERVICES: Wording("endpoints of cloud services", "云服务私网端点"),
    OUTER_SERVICES: Wording("endpoints of cloud services", "云服务私网端点"),
    EGRESS: Wording("NAT gateways", "NAT 网关"),
    INSPECTION: Wording("firewall endpoints", "防火墙端点"),
    OUTER_INSPECTION: Wording("firewall endpoints", "防火墙端点"),
    RECOVERY: Wording("restored data stands here", "恢复数据的落脚点"),
}
BASTION = Wording("bastion: people enter here", "堡垒机：人员由此进入")
WAYS = {"vpn": Wording("VPN", "VPN 隧道"), "direct-connect": Wording("leased line", "专线")}
DEVICES = Wording("{} devices", "{} 台设备")
ZONE_OF = Wording("subnet {}", "子网 {}")
KINDS = {
    "postgres": Wording("database", "数据库"),
    "object": Wording("objects", "对象"),
    "file": Wording("files", "文件"),
}
CLASSES = {
    "public": Wording("public", "公开"),
    "general": Wording("general", "一般"),
    "important": Wording("important", "重要"),
    "core": Wording("core", "核心"),
}
MANY = Wording("{} zones", "{} 个区域")
EACH = Wording("{} zones, one for each agency", "{} 个区域，每个委办局一个")
SUBNETS = Wording("{} subnets · AZ {}", "{} 个子网 · 可用区 {}")
STORES = Wording("{} stores: {}", "{} 个存储：{}")
MORE = Wording("and {} more", "另有 {} 个")
REGION = Wording("Region {}", "区域 {}")
RECOVERY_REGION = Wording("Recovery: {}", "灾备区域 {}")
NETWORK = Wording("network {}", "网络 {}")
OUTER_SIDE = Wording("outer side", "外侧网络")
INNER_SIDE = Wording("inner side", "内侧网络")
NO_WAY = Wording(
    "No IP path between the two sides: proven, 0 of {} pairs of zones",
    "两侧之间无 IP 通路：已证明，{} 对区域中 0 对可通",
)
SOME_WAY = Wording("{} of {} pairs of zones have an IP path between the sides", "{1} 对区域中有 {0} 对存在跨侧 IP 通路")
FERRY = Wording("{0}: files only, from {1} to {2}", "{0}：仅文件摆渡，{1} → {2}")
COPIES = Wording("Copied stores: {}", "{} 个存储的异地副本")
COPIED = Wording("copies", "异地副本")
TIES = {
    Tie.FLOW: Wording("declared, and proven to pass", "已声明，并证明可通"),
    Tie.REACH: Wording("people, through the bastion", "人员经堡垒机访问"),
    Tie.SERVICE: Wording("needed by the platform itself", "平台自身所需"),
    Tie.OPEN: Wording("passes; nothing is declared", "可通；未作任何声明"),
    Tie.UNDECLARED: Wording("passes, and nobody declared it", "可通，但未声明"),
    Tie.BLOCKED: Wording("declared, and blocked", "已声明，但被阻断"),
    Tie.VACANT: Wording("declared, nobody stands there", "已声明，端点无主机"),
    Tie.UNKNOWN: Wording("not proven", "未能证明"),
}
MARKS = {
    Tie.UNDECLARED: Wording("undeclared", "未声明"),
    Tie.BLOCKED: Wording("blocked", "被阻断"),
    Tie.VACANT: Wording("vacant", "无主机"),
    Tie.UNKNOWN: Wording("not proven", "未证明"),
}
SIGNS = {Tie.UNDECLARED: "⚠", Tie.BLOCKED: "✕", Tie.VACANT: "○", Tie.UNKNOWN: "?"}
TIMES = "{} \N{MULTIPLICATION SIGN}{}"
OWN = Wording("own agency", "仅本单位")
AMONG = Wording("{} between them \N{MULTIPLICATION SIGN}{}", "其间 {} \N{MULTIPLICATION SIGN}{}")
LEGEND = Wording("Legend", "图例")
FULL = Wording("Full size", "原始大小")
NONE = Wording("nothing passes", "无任何流量可通")
POINT = Wording(
    "Point at a zone to see what it reaches; choose it to see its row of the matrix.",
    "指向一个区域，查看其可访问的对象；点击进入矩阵中的对应行。",
)
HEADS = (
    Wording("From", "来源"),
    Wording("To", "目的"),
    Wording("Traffic", "流量"),
    Wording("Pairs of zones", "区域对数"),
    Wording("Standing", "状态"),
)
"""The columns of the table that says what the map shows."""
