#pragma once

#include <array>
#include <string_view>

namespace theta::report {

/// Words of invented topics, separated by blanks, most frequent first.
inline constexpr std::array<std::string_view, 16> kEnglishTopics = {
    "peace nations freedom soviet security free nuclear allies forces war strength weapons military "
    "aggression europe asia",
    "school children teachers education college students learning families parents class reading young "
    "university",
    "tax budget spending deficit federal income cut rates fiscal long-term billion revenue debt dollars "
    "percent "
    "surplus",
    "farm farmers prices crops wheat acres soil corn agriculture cattle harvest rural grain market",
    "court law judge constitution rights justice trial jury crime amendment supreme legal police",
    "health care insurance hospital doctors disease medical patients medicine drug costs nurses coverage",
    "railroad ships canal roads harbor river steamboat miles route transportation bridge lines commerce",
    "gold silver coin currency bank notes treasury bonds money circulation paper specie interest",
    "energy oil coal gas power fuel solar electricity pipeline climate barrels wind emissions",
    "army navy officers soldiers vessels regiment troops fort battle cavalry enlisted command guns",
    "treaty convention government claims minister commissioners boundary negotiation arbitration spain "
    "mexico",
    "jobs workers wages labor union unemployment industry hours factory employers strike training",
    "land settlers territory survey homestead frontier forests mining public acres timber reservation tribes",
    "trade tariff imports exports duties goods foreign manufactures products free protection markets",
    "computer data internet network software digital research science technology laboratory space satellite",
    "vote election party congress senate ballot campaign citizens candidates majority representatives reform",
};

inline constexpr std::array<std::string_view, 10> kChineseTopics = {
    "酒店 房间 前台 服务 早餐 入住 设施 卫生间 交通 大堂 空调 床 隔音 宾馆",
    "手机 电池 屏幕 信号 充电 系统 拍照 待机 声音 像素 键盘 短信",
    "书 作者 内容 故事 孩子 读 文字 喜欢 情节 翻译 章节 小说 历史",
    "衣服 质量 颜色 尺码 面料 穿 款式 合身 做工 起球 线头 布料 显瘦",
    "水果 苹果 新鲜 好吃 口感 坏 甜 脆 个头 味道 包装 水分",
    "快递 物流 发货 客服 包装 速度 退货 卖家 态度 收到 送货 换货",
    "牛奶 蒙牛 日期 生产 口味 喝 保质期 酸奶 早餐 营养 奶粉",
    "电脑 键盘 散热 硬盘 内存 显卡 配置 风扇 系统 驱动 屏幕 触摸板",
    "热水器 安装 师傅 加热 水温 售后 费用 材料 上门 美的 漏电 水压",
    "洗发水 味道 头发 头皮 泡沫 清香 柔顺 正品 去屑 瓶子 干燥",
};

/// Words that every topic uses a little.
inline constexpr std::string_view kEnglishCommon =
    "year people government country great new time state united congress american work world years good make "
    "general present national public system made last day citizens first many part during never among long";
inline constexpr std::string_view kChineseCommon =
    "不错 感觉 买 东西 比较 价格 便宜 还是 一般 知道 可以 问题 希望 第一次 朋友 时间 推荐 满意 一点 真的 "
    "觉得 起来";

}  // namespace theta::report
