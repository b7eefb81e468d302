"""What the alarms and rules of a generated tree say of themselves, in Chinese: each sentence has its twin here."""

import re

from bastide.model.control import Wording

_SENTENCES = {
    "A backup, its vault, lock or plan was deleted or weakened": "备份及其保管库、锁定或计划被删除或削弱",
    "A bucket's policy, access, lock, encryption or replication changed": (
        "存储桶的策略、访问、锁定、加密或复制设置被更改"
    ),
    "A clean file did not start the ferry": "无害文件未能触发摆渡",
    "A finding reached nobody": "有发现未送达任何人",
    "A host, database or load balancer was stopped or deleted": "主机、数据库或负载均衡器被停止或删除",
    "A key was disabled, scheduled for deletion, or its policy changed": "密钥被停用、计划删除，或其策略被更改",
    "A log group, its term, its filters or who may write to it was changed": (
        "日志组及其保存期限、筛选器或写入权限被更改"
    ),
    "A masking job failed, ran out of time or was stopped": "脱敏任务失败、超时或被停止",
    "A network, its flow logs or a peering was changed": "网络及其流日志或对等连接被更改",
    "A public entry can't serve citizens": "公共入口无法提供服务",
    "A public entry is slower than it was meant to be": "公共入口响应慢于设计要求",
    "A restore test ended, well or not": "恢复测试结束（无论成败）",
    "A route was changed": "路由被更改",
    "A runbook was made or changed, or how sessions are recorded": "新建或更改了处置手册，或更改了会话记录方式",
    "A session found no host": "会话没有可用主机",
    "A setting broke a rule that the platform is held to": "有配置违反平台须遵守的规则",
    "A ticket waits for more than a day": "工单等待超过一天",
    "A user, role, policy, second factor or the tag that names a person's duty changed": (
        "用户、角色、策略、第二鉴别因素或标明人员职责的标签被更改"
    ),
    "A way in or out was changed: a gateway or a tunnel": "出入口（网关或隧道）被更改",
    "Calls people to the audit of the platform": "通知相关人员开展平台审计",
    "Calls were refused for lack of permission": "因权限不足拒绝了调用",
    "Every finding is kept, whatever its severity": "所有发现均留存，不论严重程度",
    "More calls than usual": "调用次数异常增多",
    "More connections than usual": "连接数异常增多",
    "More connections than usual were refused": "被拒绝的连接数异常增多",
    "Severe: the access key is switched off": "严重：停用访问密钥",
    "Severe: the host is cut off": "严重：隔离主机",
    "Sign-in to the console failed again and again": "控制台登录连续失败",
    "Somebody made or started a host by hand": "有人手动新建或启动主机",
    "Somebody signed in to the console without a second factor": "有人未使用第二鉴别因素登录控制台",
    "Somebody tried to delete records": "有人试图删除记录",
    "Something may be used from outside the account, or a right is no longer used": (
        "有资源可被账号外部使用，或有权限已不再使用"
    ),
    "The audit trail was changed or stopped": "审计轨迹被更改或停止",
    "The ferry did not carry a file: too small or too large, of no type that crosses, or denied": (
        "文件未能摆渡：大小不符、类型不允许或被拒绝"
    ),
    "The root user acted": "根用户执行了操作",
    "What looks for threats was switched off or told to be silent": "威胁检测被关闭或静默",
    "What may pass a firewall was changed, or whether it is recorded": "防火墙放行规则或其日志设置被更改",
    "What raises alarms, or whom they tell, was changed": "告警或其通知对象被更改",
    "What records and judges settings was changed or stopped": "配置记录与评估功能被更改或停止",
    "Who may talk to whom was changed: a network ACL": "访问控制被更改：网络 ACL",
    "Who may talk to whom was changed: a security group": "访问控制被更改：安全组",
}
_PATTERNS = (
    (r"More than usual is read from (\S+)", "{0} 的读取量异常增多"),
    (r"No healthy host answers: (?:flow: )?(\S+) to (\S+) (\S+)", "没有健康主机应答：流量 {0} 到 {1} {2}"),
    (r"Somebody took, or tried to take, the role (\S+)", "有人使用或试图使用角色 {0}"),
    (r"What (\S+) finds high pages a person at once", "{0} 的高危发现立即呼叫值班人员"),
    (r"What (\S+) finds medium pages a person", "{0} 的中危发现呼叫值班人员"),
    (r"What (\S+) finds low becomes a ticket", "{0} 的低危发现转为工单"),
    (r"What (\S+) finds in the DR region", "{0} 在灾备地域的发现"),
    (r"The firewall in (\S+) dropped what no rule passes", "{0} 的防火墙丢弃了规则未放行的流量"),
    (r"Copies (\S+) to (\S+) without what identifies people", "将 {0} 脱敏后复制到 {1}"),
    (r"Site (\S+) has lost a way in", "站点 {0} 失去一条接入通路"),
    (
        r"Site (\S+) is at (\d+)% of the (\d+) Mbit/s that it was planned for",
        "站点 {0} 已达规划带宽 {2} Mbit/s 的 {1}%",
    ),
)
_COMPILED = tuple((re.compile(pattern), said) for pattern, said in _PATTERNS)


def spoken(text: str) -> Wording:
    """Return a sentence in both languages; in English twice where it has no twin, so that nothing is lost."""
    for pattern, said in _COMPILED:
        found = pattern.fullmatch(text)
        if found is not None:
            return Wording(text, said.format(*found.groups()))
    return Wording(text, _SENTENCES.get(text, text))
