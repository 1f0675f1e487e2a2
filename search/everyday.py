"""Everyday words that mean nearly the same in this field, for queries of several words: who asks a question seldom uses
the words of the page that answers it. Names of things do not belong here: those are kept by editors (see lexicon).

A line is a group; each word stands for all others of its line. English words are compared by their stems.
"""

from functools import cache

from search import chinese
from search.variants import stem

WORDS = """
公司 企业 厂商
对手 竞争者 竞争对手
钱 资金 经费 资助 赞助 出钱 出资 会费 基金 预算 拨款
赚钱 盈利 收入 营收 利润
收益 好处 优势 益处
坏处 缺点 弊端 代价 劣势
成本 费用 开销 投入
麻烦 难题 挑战 困难 障碍
风险 隐患 危险
冲突 争议 争端 纠纷 矛盾 摩擦
失败 退役 停止 停下来 终止 关停 归档 弃用 下线
移交 捐赠 捐给 捐出 交给 转让
选择 选用 选定 挑选
决定 决策 拍板
参与 参加 加入
吸引 激励 留住 留下来 招募 鼓励
新人 新手 初学者
衡量 评估 度量 评价
指标 口径
后果 结果 影响 成效
公开 开放 发布
规则 规范 守则
代码 源码 源代码 程序
大学 高校 校园 学校
合同 协议 约定
签 签订 签署
披露 公布 公告
违法 非法 违规
老板 高管 管理层
接班 继任 接手 交接
公平 平等 公正
独占 独家 垄断
漏洞 安全
诉讼 官司 法律 法务 律师 合规
发起 启动 起步 开始 创办 成立
使用者 用户
算力 计算资源 超算
芯片 硬件
教程 文档 资料 手册 指南
沟通 交流
错误 出错 更正 纠正 勘误
未来 趋势 展望 前景
目标 目的
方式 方法 做法 办法
声誉 口碑 品牌 名声
中立 独立
退出 离开 流失 离职
变更 改变 更改 改为
数据集 数据
人才 人手 员工 雇员
志愿者 义工
合作 协作 互动
分配 划分 权属
上线 部署
推广 宣传 传播 营销
培养 培训 教育
质量 稳定 可靠
检验 验证 测试
评审 审查 审核
活动 会议 大会 聚会
国内 本土 中国
信任 信赖 可信
大厂 巨头 大公司
初创 创业 小公司
锁定 依赖
个人信息 隐私
伦理 道德
版权 著作权
授权 许可
收费 付费 商业
闭源 专有 封闭
使用 采用 应用
改进 优化 提升 完善
修复 补丁
支持 帮助
领导 主导 牵头
管理 治理
组织 机构
历史 起源 由来
定义 含义 意思
例子 案例 实例
类型 种类 类别
步骤 流程 过程
条件 要求 门槛
计划 规划 战略 策略
长期 持续 持久
共同 一起 联合
全球 世界 国际
团队 小组 部门 办公室
拥有 所有 归属
职责 责任 负责
company firm corporate business enterprise vendor
rival competitor competing
money fund funding finance financial sponsor grant fee pay budget salary
revenue profit income earn earning
benefit advantage gain
drawback disadvantage downside
cost expense spending
problem trouble challenge difficulty obstacle issue
risk danger
conflict dispute controversy friction debate
fail failure retire retirement discontinue end stop archive deprecate
donate donation hand transfer move contribute
choose choice select pick
decide decision
join participate participation take
attract motivate motivation incentive retain keep recruit
newcomer beginner novice
measure evaluate evaluation assess assessment
indicator metric
consequence effect result outcome impact
publish release open
rule policy norm
university campus academic college
contract agreement
vulnerability security
lawsuit legal litigation court lawyer compliance
launch start begin found
compute computing gpu supercomputer
chip hardware
tutorial documentation docs guide manual
communicate communication
error mistake wrong correction
future trend outlook
goal aim purpose
way method approach practice
reputation brand
maintenance upkeep
disclose disclosure announce
illegal unlawful
executive boss leadership
thank credit recognise recognition acknowledge
dominate control majority
mix combine compatible compatibility
fair equal fairness
speech voice audio
succession successor handover
neutral independent
leave exit withdraw quit vanish
change switch alter
dataset data
staff employee talent
promote promotion marketing advertise publicity
train training education teach learn
quality stability reliability
test verify validate
review audit
event conference meeting meetup
trust trustworthy
startup start-up founder
lock-in dependence dependency
privacy personal
ethics ethical moral
copyright ownership own owner rights
licence license permission
paid commercial
closed proprietary
use adopt adoption
improve improvement optimise enhance
fix patch bug
support help
lead leader leadership
manage management govern governance
organisation institution body
history origin
definition meaning mean define
example case
type kind category
step process procedure
requirement condition
plan strategy
long-term sustainable sustainability lasting
joint together common shared
global worldwide international
team group department office
responsibility responsible duty
volunteer unpaid
build create creation
collaborate collaboration cooperate cooperation interaction
"""


@cache
def _alike():
    groups = {}
    for line in WORDS.strip().split("\n"):
        words = line.split()
        for word in words:
            others = [other for other in words if _key(other) != _key(word)]
            groups[_key(word)] = tuple(dict.fromkeys([*groups.get(_key(word), ()), *others]))
    return groups


def _key(word):
    return stem(word) if word.isascii() else chinese.comparable(word)


def alike(text):
    """The everyday words that mean nearly the same as this word, in comparable form; () for most words."""
    return _alike().get(_key(text), ())
