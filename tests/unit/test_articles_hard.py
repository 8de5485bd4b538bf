"""Pages of shapes that are hard to take apart, each with the articles that a reader sees on it."""

from __future__ import annotations

import pytest

from index.articles import segment_page
from tests.laws import assert_laws
from tests.pages import gazetteer, page

# Headline, place, day of the event, kind, writers; the last words of the text.
Seen = tuple[str | None, str | None, str | None, str, str | None, str]

HEADLINES_AFTER = """\
江淮协商报 2023年4月18日 星期二 第三版 责任编辑：汤小宁 电话：0551-6260

本报肥西讯（通讯员 卫 东）4月12日，肥西县政协组织部分
委员到桃花镇、上派镇调研老旧小区加装电梯工作，实地察看
了6个小区，听取居民和施工单位的意见。县政协副主席鲍春
生参加调研。
委员们建议，要把资金监管、后期维护写进合同，让居民装得
起、用得好。
肥西县政协：
为老楼装梯“加把力”

本报讯 4月13日至14日，铜陵市政协召开“优化营商环境”
月度协商会，9名委员、3名企业家作了发言。市政协主席
柳士元主持会议。
会议提出，要建立政企恳谈台账，问题一月一清。
铜陵市政协月度协商会聚焦营商环境

本报金寨讯（记者 沙青） “去年这个时候，茶山上还没有
路。”4月15日，金寨县油坊店乡村民储德旺指着新修的产业
路说。这条路是县政协委员联名提案推动修成的，全长4.7
公里，惠及茶农213户。
一件提案铺就一条茶路

（上接第一版）会议听取了县政府关于2022年度提案办理情
况的通报，对12件优秀提案、5个先进承办单位进行了表彰。
会议要求，承办单位要一件一件抓落实，做到件件有回音。
"""

BROKEN_HEADLINES = """\
2021.11.23　星期二　A2　要闻　主编：匡正　版面：齐悦

陕南政协
凝心聚力写答卷 同心同德向未来
——商洛市政协服务乡村振兴
工作综述

近年来，商洛市政协围绕乡村振兴这件大事，组织1200余名
委员进村入户，提出意见建议386条，协调落实帮扶资金
2.3亿元。
    联村联户，把情况摸清楚
    3个驻村工作队、18个调研组、96次走访，摸清了产业底子。
    “哪家缺劳力、哪家缺技术，心里都有本账。”市政协农业和农村委主任闵建军说。
    建言建策，把路子理清楚
    2021年以来，市政协先后就茶产业、中药材、民宿召开协商会7次。
    （本报记者 乔 麦）

柞水县政协常委会会议
专题协商木耳产业
发展大计
本报柞水讯（记者 乔 麦 通讯员 段飞）11月18日，柞水县政协召开十届
二十一次常委会会议，专题协商木耳产业发展。
会上，6位常委作了发言。县长谭勇到会听取意见。

山阳县政协 多措并举抓反馈
本报山阳讯 近日，山阳县政协对50件重点提案开展“回头看”，办结率达96%。
"""

INTERVIEW = """\
第4版 人物 2020年8月14日 编辑 舒岚

让非遗“活”在日子里
——对话省政协委员、皮影戏传承人史庭芳
本报记者 边 城

夏日的环县，史庭芳的工作室里挂满了皮影。就皮影戏的传承，记者与她聊了聊。
记者：您从什么时候开始学皮影？
史庭芳：十二岁。那时候跟着父亲走村串户，一年要演一百多场。
记者：现在最大的困难是什么？
史庭芳：缺观众，更缺学徒。2019年我们去了23所学校，想把种子种下去。
有的孩子学了三个月就能上台。
记者：今年两会您带来了什么提案？
史庭芳：建议把皮影戏列入中小学课后服务清单，由财政给一点补贴。
记者：谢谢您接受采访。

▲史庭芳（右）在教学生刻皮影。  闻 晓 摄

文史钩沉
老城墙根下的茶馆
钟 离

城墙根下的茶馆，是我童年的书场。说书人惊堂木一拍，满屋子的茶客都静下来。
后来城墙拆了，茶馆也散了，只剩那棵老槐树还在。
（作者系庆阳市政协文史专员）
"""

PHOTOGRAPHS = """\
图片新闻 5版 2019年7月2日

图① 6月28日，平凉市政协机关干部在党员活动室重温入党誓词。
图② 华亭市政协委员在安口镇察看矿山复绿现场。
图③ 泾川县政协组织委员为群众义诊。
本组图片由通讯员 巩 固 摄影报道

▲近日，灵台县政协委员、农技专家在蒲窝镇指导果农疏果套袋。
通讯员 樊 哲 摄

▲6月30日，崇信县政协举办庆“七一”书画展，展出作品80余幅。图为观众在参观。 樊哲 摄

静宁：苹果园里授课忙
6月26日，静宁县政协组织3名苹果专家到雷大镇讲课，160多名果农参加培训。
特约记者 纪 年 摄影报道
"""

WEB_COPY = """\
首页 > 政协 > 基层
登录 | 注册
成县政协开展“核桃产业高质量发展”民主监督
2022-05-19 16:40:12　来源：陇南发布　作者：苟 立　编辑：任 静
字号：大 中 小 | 打印 | 收藏
　　5月17日，成县政协组织监督组到店村镇、王磨镇，对核桃产业发展开展民主监督。县政协副主席席忠民参加。
　　监督组看了4个示范园、2家加工企业，与32名种植户座谈，收集意见19条。
　　监督组建议，要加大老园改造力度，延伸加工链条，让小核桃成为大产业。
分享到：微信 微博
上一篇：成县召开就业工作推进会
下一篇：成县新增两处口袋公园
网友评论（3）
网友 山里人：核桃价格再稳一点就好了。
网友 小李：支持！
查看更多评论
相关阅读
成县核桃花开引客来
陇南核桃出口创新高
关于我们 | 联系方式 | 版权声明
"""

SHORT_YEARS = """\
'19年3月5日 星期二 第1版 本版责编 葛平

渭源县政协
提案办理“三见面”
本报渭源讯（通讯员 尤丽） 19年2月28日，渭源县政协召开提案办理“三见面”座谈会，
18家承办单位与23名提案委员面对面。
会议通报，18年全年立案142件，办复率100%。
（下转第二版）

漳县政协
开展“送文化下乡”
本报漳县讯 2月26日，漳县政协组织文艺界委员到盐井镇演出，写春联600余副。
"""

LETTER_SPACED = """\
今 日 桂 东　第 3 版　综合新闻　二〇二〇年十月二十一日　星期三

桂 东 县 政 协
“屋 场 会” 开 到 家 门 口
本 报 讯（记者　邓 湘 莲）　10 月 16 日，桂 东 县 政 协 委 员 走 进 沙 田 镇
龙 头 村，召 开 “屋 场 会”，收 集 意 见 建 议 27 条，当 场 答 复 11 条。
县 政 协 主 席 扶 国 良 参 加。

汝城政协
调研红色旅游
本报讯 10月17日至18日，汝城县政协副主席何苗苗带队到沙洲村调研，
为期2天。
调研组建议，要用好“半条被子”故事，串起5条精品线路。
　　　　　　　　　　　　　　　　　（朱 江 李 铁 山）

简　明　新　闻
●资兴市政协近日召开东江湖保护专题协商会，形成协商成果6项。（许多）
●10月19日，宜章县政协组织委员视察莽山旅游公路建设。（文 欢）
●安仁县政协：10月以来走访企业41家，帮助解决融资1.2亿元。（谭 影）
"""


@pytest.mark.parametrize(
    ("text", "date", "number", "seen"),
    [
        (
            HEADLINES_AFTER,
            "2023-04-18",
            "3",
            [
                ("为老楼装梯“加把力”", "肥西县", "2023-04-12", "news", "卫东", "居民装得起、用得好。"),
                (
                    "铜陵市政协月度协商会聚焦营商环境",
                    "铜陵市",
                    "2023-04-13/2023-04-14",
                    "news",
                    None,
                    "台账，问题一月一清。",
                ),
                ("一件提案铺就一条茶路", "金寨县", "2023-04-15", "news", "沙青", "，惠及茶农213户。"),
                (None, None, "2023-04", "continuation", None, "实，做到件件有回音。"),
            ],
        ),
        (
            BROKEN_HEADLINES,
            "2021-11-23",
            "2",
            [
                (
                    "凝心聚力写答卷 同心同德向未来",
                    "商洛市",
                    "2021-11",
                    "feature",
                    "乔麦",
                    "民宿召开协商会7次。",
                ),
                (
                    "专题协商木耳产业发展大计",
                    "柞水县",
                    "2021-11-18",
                    "news",
                    "乔麦 段飞",
                    "长谭勇到会听取意见。",
                ),
                ("山阳县政协 多措并举抓反馈", "山阳县", "2021-11", "news", None, "”，办结率达96%。"),
            ],
        ),
        (
            INTERVIEW,
            "2020-08-14",
            "4",
            [
                ("让非遗“活”在日子里", "环县", "2020-08", "interview", "边城", "者：谢谢您接受采访。"),
                ("老城墙根下的茶馆", None, "2020-08", "news", "钟离", "只剩那棵老槐树还在。"),
            ],
        ),
        (
            PHOTOGRAPHS,
            "2019-07-02",
            "5",
            [
                (None, "平凉市", "2019-06-28", "photo", "巩固", "组织委员为群众义诊。"),
                (None, "灵台县", "2019-07", "photo", "樊哲", "镇指导果农疏果套袋。"),
                (None, "崇信县", "2019-06-30", "photo", "樊哲", "幅。图为观众在参观。"),
                ("静宁：苹果园里授课忙", "静宁县", "2019-06-26", "photo", "纪年", "0多名果农参加培训。"),
            ],
        ),
        (
            WEB_COPY,
            "2022-05-19",
            None,
            [
                (
                    "成县政协开展“核桃产业高质量发展”民主监督",
                    "成县",
                    "2022-05-17",
                    "news",
                    "苟立",
                    "让小核桃成为大产业。",
                ),
            ],
        ),
        (
            SHORT_YEARS,
            "2019-03-05",
            "1",
            [
                ("提案办理“三见面”", "渭源县", "2019-02-28", "news", "尤丽", "件，办复率100%。"),
                ("开展“送文化下乡”", "漳县", "2019-02-26", "news", None, "，写春联600余副。"),
            ],
        ),
        (
            LETTER_SPACED,
            "2020-10-21",
            "3",
            [
                ("“屋场会”开到家门口", "桂东县", "2020-10-16", "news", "邓湘莲", "政协主席扶国良参加。"),
                (
                    "调研红色旅游",
                    "汝城县",
                    "2020-10-17/2020-10-18",
                    "news",
                    "朱江 李铁山",
                    "，串起5条精品线路。",
                ),
                (None, "资兴市", "2020-10", "news", "许多", "，形成协商成果6项。"),
                (None, "宜章县", "2020-10-19", "news", "文欢", "察莽山旅游公路建设。"),
                (None, "安仁县", "2020-10-01/2020-10-21", "news", "谭影", "解决融资1.2亿元。"),
            ],
        ),
    ],
)
def test_page(text: str, date: str, number: str | None, seen: list[Seen]) -> None:
    result = segment_page(page(text), gazetteer())
    assert_laws(result)
    found = [(a.headline, a.place, a.event_date, a.kind, a.byline, a.body[-10:]) for a in result.articles]
    assert found == seen
    assert (result.page.issue_date, result.page.number) == (date, number)


def test_parts_of_headlines() -> None:
    broken = segment_page(page(BROKEN_HEADLINES), gazetteer()).articles
    assert broken[0].subhead == "——商洛市政协服务乡村振兴工作综述"
    assert broken[1].kicker == "柞水县政协常委会会议"
    spaced = segment_page(page(LETTER_SPACED), gazetteer()).articles
    assert (spaced[0].kicker, spaced[0].headline) == ("桂东县政协", "“屋场会”开到家门口")


def test_a_caption_below_an_article_that_it_speaks_of_is_its_own() -> None:
    interview, essay = segment_page(page(INTERVIEW), gazetteer()).articles
    assert interview.captions[0].startswith("▲史庭芳") and not essay.captions


def test_a_part_of_another_page_has_no_headline_here() -> None:
    *_, report, rest = segment_page(page(HEADLINES_AFTER), gazetteer()).articles
    assert report.headline == "一件提案铺就一条茶路" and rest.continued and rest.headline is None


def test_a_headline_between_its_first_paragraph_and_the_others_opens_no_article() -> None:
    result = segment_page(
        page(
            """
            本报张掖讯（记者 秦 岭）7月3日，张掖市政协主席带队到三个县调研种子加工。

            张掖市政协调研种子加工

            全市有种子企业86家，年加工能力60万吨。调研组建议建设检验中心，统一品牌。
            """
        ),
        gazetteer(),
    )
    (article,) = result.articles
    assert article.headline == "张掖市政协调研种子加工"
    assert article.text.endswith("统一品牌。") and "\n全市有种子企业" in article.text


def test_briefs_that_open_with_their_places_in_brackets_are_articles_of_their_own() -> None:
    result = segment_page(
        page(
            """
            短讯

            【康乐】县政协6月3日召开养牛协商会，提出建议9条。

            【嘉峪关】6月6日，市政协视察无障碍设施，现场记下问题35处。

            【永昌】6月8日，县政协举办讲堂，110人听讲。
            """
        ),
        gazetteer(),
    )
    assert [article.place for article in result.articles] == ["康乐县", "嘉峪关市", "永昌县"]


def test_a_commentary_signed_by_the_paper_keeps_its_headline() -> None:
    (article,) = segment_page(
        page(
            """
            让好建议落到地里

            本报评论员

            好建议不怕多，怕的是说过就算。把建议写进台账，办一件销一件，群众才信得过。
            """
        ),
        gazetteer(),
    ).articles
    assert (article.headline, article.byline) == ("让好建议落到地里", "本报评论员")
