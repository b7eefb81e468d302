"""The words of the matrix of zones, in both languages."""

from bastide.model.control import Wording

TITLE = Wording("Who reaches whom", "谁能访问谁")
LEAD = Wording(
    "Rows open connections, columns receive them. Every pair of zones was proven on the code, for every protocol and "
    "port. Choose a cell to see the way of a packet, or what stops it, with the lines that decide.",
    "行为发起方，列为接收方。每一对区域都在代码上经过证明，覆盖所有协议与端口。选择单元格，查看数据包的路径或阻断它的规则及其代码行。",
)
SIGNS = {
    "flow": ("443", Wording("declared, and proven to pass: its port", "已声明，并证明可通（数字为端口）")),
    "reach": ("443", Wording("underlined: people, through the bastion", "下划线：人员经堡垒机访问")),
    "service": ("443", Wording("slanted: needed by the platform itself", "斜体：平台自身所需")),
    "open": ("443", Wording("passes; nothing is declared", "可通；未作任何声明")),
    "undeclared": ("⚠", Wording("passes, and nobody declared it", "可通，但未声明")),
    "blocked": ("✕", Wording("declared, and blocked", "已声明，但被阻断")),
    "vacant": ("○", Wording("declared, nobody stands there", "已声明，端点无主机")),
    "unknown": ("?", Wording("not proven", "未能证明")),
    "closed": ("·", Wording("nothing passes", "无任何流量可通")),
    "half": ("~", Wording("a packet may arrive, no connection can be made", "数据包可到达，但无法建立连接")),
}
"""What stands in a cell, and what it means."""
KINDS = {
    "closed": Wording("Nothing passes: proven for every protocol and port", "无任何流量可通：已对所有协议与端口证明"),
    "half": Wording("A packet may arrive, but no connection can be made", "数据包可到达，但无法建立连接"),
    "flow": Wording("Declared, and proven to pass", "已声明，并证明可通"),
    "reach": Wording(
        "Declared for people through the bastion, and proven to pass", "为经堡垒机访问的人员声明，并证明可通"
    ),
    "service": Wording("Needed by the platform itself, and proven to pass", "平台自身所需，并证明可通"),
    "open": Wording("Passes; nothing is declared, so nothing is judged", "可通；未作任何声明，故不作判断"),
    "vacant": Wording("Declared, but nobody stands there to prove it for", "已声明，但端点无主机可供证明"),
    "unknown": Wording("Not proven: something here could not be modelled", "未能证明：此处有无法建模的部分"),
    "blocked": Wording("Declared, and blocked", "已声明，但被阻断"),
    "undeclared": Wording("Passes, and nobody declared it", "可通，但未声明"),
}
"""How a pair of zones stands, the worst last."""
LAYERS = {
    "routes": Wording("no route leads there, whatever filters say", "没有路由通往该处，与过滤规则无关"),
    "both": Wording(
        "held shut twice: by security groups alone, and by network ACLs alone",
        "双重阻断：仅安全组即可，仅网络 ACL 亦可",
    ),
    "groups": Wording("held shut by security groups alone", "仅由安全组阻断"),
    "acls": Wording("held shut by network ACLs alone", "仅由网络 ACL 阻断"),
    "together": Wording("held shut by security groups and network ACLs only together", "由安全组与网络 ACL 共同阻断"),
}
"""What holds a closed pair shut."""
PANEL = {
    "choose": Wording(
        "Choose a cell, with the arrow keys and Enter or by a click.", "用方向键和回车键，或点击，选择一个单元格。"
    ),
    "to": Wording("to", "至"),
    "asked": Wording("Asked for by", "声明依据"),
    "nobody": Wording("No declared flow asks for it.", "没有声明的流量要求它。"),
    "at": Wording("at", "位于"),
    "there": Wording("The way there", "去程"),
    "back": Wording("The way back", "回程"),
    "example": Wording(
        "An example: this packet was followed through the code.", "示例：在代码中逐跳跟踪的一个数据包。"
    ),
    "passes": Wording("passes", "可通"),
    "stopped": Wording("stopped", "被阻断"),
    "lost": Wording("arrives, its reply is stopped", "可到达，应答被阻断"),
    "obstacles": Wording("All that would have to change for it to pass", "若要放行，须全部更改以下各项"),
    "none": Wording(
        "Nobody stands at one of the ends, so there is no packet to follow.", "一端没有主机，故没有数据包可跟踪。"
    ),
    "does": Wording("passes it", "放行"),
    "stops": Wording("stops it", "阻断"),
    "close": Wording("nothing passes", "不通"),
}
FILTER = Wording("Filter zones", "筛选区域")
ONLY = Wording("Only zones with something that passes", "仅显示有流量的区域")
SHOWN = Wording("{} of {} zones", "{} / {} 个区域")
LEGEND = Wording("What the signs mean", "符号说明")
PAIR = Wording("The chosen pair", "所选区域对")
EVERY = Wording("Zone by zone", "逐个区域")
EVERY_LEAD = Wording(
    "The same without the matrix: for every zone what it reaches, what reaches it, and what stops the rest.",
    "与矩阵相同的内容：每个区域可访问谁、被谁访问，以及其余流量被什么阻断。",
)
REACHES = Wording("Reaches", "可访问")
REACHED = Wording("Reached by", "被访问")
STOPPED = Wording("Stopped", "被阻断")
NOTHING = Wording("nothing", "无")
FROM, TO = Wording("from", "发起方"), Wording("to", "接收方")
CORNER = Wording("from ╲ to", "发起 ╲ 接收")
OTHER_END = Wording("the other end", "对端地址")
EVERY_ZONE = Wording("{} others", "其余 {} 个区域")
ZONES = Wording("{} zones, {} pairs: {} pass, {} closed", "{} 个区域，{} 对：{} 对可通，{} 对不通")
