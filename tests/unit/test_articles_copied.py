"""Pages as they are copied together: from e-papers, accounts and Markdown, with columns of many kinds."""

from __future__ import annotations

from index.articles import Segmented, segment_page
from index.records import Article
from tests.laws import assert_laws
from tests.pages import gazetteer, page


def made(text: str) -> Segmented:
    """Segment a page and check what must hold for every page."""
    result = segment_page(page(text), gazetteer())
    assert_laws(result)
    return result


def heads(result: Segmented) -> list[str | None]:
    """Return the headlines of the articles."""
    return [article.headline for article in result.articles]


def only(result: Segmented) -> Article:
    """Return the one article of a page."""
    assert len(result.articles) == 1
    return result.articles[0]


def test_lines_about_writers_are_no_headlines() -> None:
    result = made(
        """
        # 河西协商周刊 2023年3月6日

        > 本期编辑：白露

        ---

        ### 康县政协把书屋办到村口

        **通讯员 安 宁**

        3月2日，康县政协在长坝镇办起第一间村口书屋，委员们捐出图书三百册。

        ---

        ### 徽县政协调研便民桥

        本报通讯员 柳青青

        3月3日，徽县政协组织委员到伏家镇调研便民桥建设，提出意见建议六条。
        """
    )
    assert heads(result) == ["康县政协把书屋办到村口", "徽县政协调研便民桥"]
    assert [article.byline for article in result.articles] == ["安宁", "柳青青"]


def test_who_proposed_and_who_undertook_belongs_to_the_article_and_is_no_headline() -> None:
    article = only(
        made(
            """
            ## 一座桥的三年

            提案者:康县政协委员 柳青青
            承办单位:康县交通局

            本报康县讯 6月9日，康县长坝镇的便民桥通车，两岸村民走亲不再绕路。
            """
        )
    )
    assert article.headline == "一座桥的三年" and article.byline is None
    assert "承办单位:康县交通局" in article.text and "承办单位" not in article.body


def test_briefs_with_pictorial_bullets_and_the_notice_below_them() -> None:
    result = made(
        """
        康县政协召开主席会议

        本报康县讯 9月6日，康县政协召开主席会议，研究提案办理工作。

        简 讯

        ▲徽县讯 9月8日，徽县政协办起读书会，委员们交流心得。（安 宁）

        ▲两当讯 近日，两当县政协组织委员看望老人，送去米面。（柳青青）

        ▲成县讯 9月9日，成县政协召开座谈会，教师委员谈了三条建议。

        公 告

        经研究，现向全体委员征集提案线索，截止日期为10月20日。
        """
    )
    assert heads(result) == ["康县政协召开主席会议", None, None, None, "公告"]
    assert [article.place for article in result.articles[1:4]] == ["徽县", "两当县", "成县"]


def test_the_frame_of_an_account_and_a_picture_inside_its_feature() -> None:
    article = only(
        made(
            """
            康县政协：把话说到田埂上

            原创 山水间 河西演示号 2022-11-18 18:06 发表于甘肃

            收录于合集 #基层协商 12个

            点击上方蓝字关注我们

            从2021年起，康县政协把协商会开到田埂上，全县开了四十场，办成实事三十件。

            01 从屋里到田里
            2021年4月，第一场会在长坝镇的茶园里开，议的是茶苗怎么分、水渠怎么修。

            [图片]
            茶园里的协商会。 白露 摄

            村民说：“会开到地头，话就说到心里。”这句话后来写进了县里的办法。

            来源：康县政协
            编辑：白露

            往期推荐
            1.两张图看懂提案怎么写
            阅读 118　　赞 6
            """
        )
    )
    assert article.headline == "康县政协：把话说到田埂上" and article.issue_date == "2022-11-18"
    assert article.body.endswith("写进了县里的办法。") and len(article.captions) == 1


def test_headlines_below_their_bodies_among_labels_and_letters() -> None:
    result = made(
        """
        本报康县讯（通讯员安宁）3月6日，

        康县政协就“山区孩子上学”开展协商，

        县政协主席柳长山主持，九名委员发

        言。县教育局当场答复，秋季开学前在

        安置点增加三个班，添置校车两辆。

        搬下山来，孩子上学怎么办？
        康县政协界别协商给出答案

        读者来信

        晾晒场有了着落

        编辑同志：我是长坝镇的一名药农。去

        年药材丰收，可是到处晾晒，今年委员

        到村里听意见，村里就有了晾晒场。

        康县读者 柳三平

        徽县政协视察河堤
        本报徽县讯（通讯员白露）3月9日，

        徽县政协组织委员视察河堤修复，提出

        建议五条，要求汛期之前全部完工。
        """
    )
    assert heads(result) == ["康县政协界别协商给出答案", "晾晒场有了着落", "徽县政协视察河堤"]
    assert result.articles[0].kicker == "搬下山来，孩子上学怎么办？"
    assert result.articles[1].byline == "柳三平" and result.articles[1].kind == "news"


def test_a_label_between_a_headline_and_the_next_body_is_no_headline() -> None:
    result = made(
        """
        本报康县讯（通讯员安宁）3月6日，康县政协组织委员，就背街小巷整治开展视察，入户听取意见。

        康县政协：小巷要留住老样子

        【建 言】

        本报徽县讯（通讯员白露）3月9日，徽县政协召开提案办理部署会，决定逐件回访。

        徽县政协部署提案“回头看”

        协 商 与 监 督

        本报成县讯（通讯员柳青）3月7日，成县政协开展监督，九个部门到会。

        成县政协盯住隐患点
        """
    )
    assert heads(result) == ["康县政协：小巷要留住老样子", "徽县政协部署提案“回头看”", "成县政协盯住隐患点"]


def test_an_interview_begins_with_its_first_question_behind_a_continuation() -> None:
    result = made(
        """
        （接一版）

        清单出来后，县政协没有急着开会，先把清单贴到小区门口，让群众自己补，一周补了七条。

        会后，县里新建充电棚五个。明年，县政协打算把微协商办到每一个社区。

        河西演示报：康县政协今年在茶产业上做了什么？

        柳长山：我们抓了三件事，一是建言，二是搭台，三是监督。

        河西演示报：下一步有什么打算？

        柳长山：明年准备建十座茶园驿站，把委员工作室串起来。

        把茶的文章做到山里
        ——访康县政协主席柳长山
        """
    )
    assert heads(result) == [None, "把茶的文章做到山里"]
    assert [article.kind for article in result.articles] == ["continuation", "interview"]


def test_a_table_of_names_stays_with_its_report() -> None:
    article = only(
        made(
            """
            康县政协表扬优秀委员

            本报康县讯（通讯员 安宁）近日，康县政协对履职突出的五名委员和两个工作站通报表扬。

            优秀委员：
            柳青青（女）　　高小山　　安居
            水长流　　白杨
            先进工作站：
            长坝镇　　阳坝镇
            """
        )
    )
    assert article.headline == "康县政协表扬优秀委员" and article.body.endswith("\n长坝镇 阳坝镇")


def test_days_that_recur_date_nothing() -> None:
    result = made(
        """
        康县政协商量供暖

        本报康县讯 近日，康县政协就供暖召开协商会，供暖期从每年10月10日提前到10月1日。

        徽县政协召开会议

        本报徽县讯 2024年4月9日，徽县政协召开会议。每年12月5日是委员接待日。
        """
    )
    assert [article.event_date for article in result.articles] == ["2024-04", "2024-04-09"]


def test_articles_exported_as_keys_and_values() -> None:
    result = made(
        """
        稿件编号：2024001
        标题：康县政协把会开进茶园
        副题：一场面对面的协商
        作者：柳青青
        来源：河西演示报
        日期：2024-06-12
        正文：
        6月5日，康县政协把协商会开进茶园，听取十二名茶农的意见，答应增设收购点。
        ====================
        稿件编号：2024002
        标题：徽县政协视察校车
        副题：
        作者：安宁 白露
        日期：2024-06-12
        正文：
        6月7日，徽县政协组织委员视察校车安全，建议每学期检修一次，安装定位设备。
        """
    )
    assert heads(result) == ["康县政协把会开进茶园", "徽县政协视察校车"]
    assert [article.subhead for article in result.articles] == ["一场面对面的协商", None]
    assert [article.byline for article in result.articles] == ["柳青青", "安宁 白露"]


def test_a_table_of_contents_and_the_ways_to_the_next_page_are_no_articles() -> None:
    result = made(
        """
        河西演示报数字报
        2022年10月21日 星期五
        第03版：市县政协
        上一版  下一版
        标题导航
        康县政协盯紧停车难
        徽县政协约谈有着落
        康县政协盯紧停车难
        ■ 本报记者 柳青青
        “从前回来找不到地方停车，现在好了。”10月15日，家住康县城关镇的居民说，委员们跑了好几趟。
        [ 上一篇 ] [ 下一篇 ]
        徽县政协约谈有着落
        □ 通讯员 白露
        本报徽县讯 10月18日，徽县政协主席柳长山与十名大户面对面交流，现场答复五个问题。
        [ 上一篇 ] [ 下一篇 ]
        """
    )
    assert heads(result) == ["康县政协盯紧停车难", "徽县政协约谈有着落"]
    assert [article.kicker for article in result.articles] == [None, None]


def test_a_digest_of_an_account_with_numbers_and_pictures() -> None:
    result = made(
        """
        县区政协一周动态

        河西演示号 2024-04-15 17:30 甘肃

        🔹 导 读 🔹

        01
        康县政协：板凳会议出新办法
        4月9日，康县政协召开板凳会，围绕水渠管护协商，委员和村民坐在一起谈想法。
        （供稿：康县政协办公室）

        02
        徽县政协视察蔬菜基地
        4月11日，徽县政协组织委员视察蔬菜基地，建议建设两座预冷库，争取明年投用。
        图片
        △ 视察现场
        （供稿：徽县政协）

        END
        编辑 | 白露
        """
    )
    assert heads(result) == ["康县政协：板凳会议出新办法", "徽县政协视察蔬菜基地"]
    assert [article.body[-3:] for article in result.articles] == ["想法。", "投用。"]


def test_headlines_broken_inside_a_clause_or_opening_with_quotes() -> None:
    result = made(
        """
        · 02 ·  2023年3月8日 星期三
        康县政协为小杂粮
        产业“把脉开方”
        本报康县讯（通讯员 安 定）3月1日，康县政协组织委
        员调研小杂粮产业，先后察看了五个种植基地、三家企业，
        同农户算了一笔账。
        委员们建议，扶持龙头企业，打响“康县小杂粮”的
        品牌。县政协副主席柳长山参加调研。
        “委员讲堂”走进校园
        3月6日，徽县政协“委员讲堂”在县第二中学开讲，
        委员骆长安围绕防范欺凌，同三百名学生互动交流，解答
        了十多个问题。              （白 露）
        成县政协开展“三下乡”活动
        本报成县讯（通讯员 会 川）3月4日，成县政协组织
        委员二十八人到小川镇开展活动，义诊一百多人次。
        图①：委员为老人量血压。
        会 川 摄
        """
    )
    assert heads(result) == [
        "康县政协为小杂粮产业“把脉开方”",
        "“委员讲堂”走进校园",
        "成县政协开展“三下乡”活动",
    ]
    assert result.articles[2].captions == ("图①：委员为老人量血压。",)


def test_pen_names_comments_and_first_sections() -> None:
    result = made(
        """
        A05 民生 2019.08.30 星期五

        # 社区里的“圆桌会”

        *——康县政协“圆桌会”观察*

        文|白 银 路

        ## 1. 圆桌怎么来的

        8月20日晚上，康县城关镇的会议室里坐满了人，委员和居民围着圆桌，议的是车棚建在哪儿。

        ## 2. 议了管不管用

        县政协建立办法，每件事由居民打分，满意率超过九成。

        ◎短评
        为圆桌点个赞

        委员离群众有多近，看看圆桌就知道，这样的圆桌越多越好，值得点赞。
        （本报评论员）
        """
    )
    assert heads(result) == ["社区里的“圆桌会”", "为圆桌点个赞"]
    first = result.articles[0]
    assert first.subhead == "——康县政协“圆桌会”观察" and first.byline == "白银路"
    assert first.body.startswith("1.圆桌怎么来的\n")


def test_a_pen_name_on_a_line_of_its_own() -> None:
    result = made(
        """
        康县政协
        聚力“三项行动”服务乡村
        康政新
        近年来，康县政协以“三项行动”为抓手，引
        导委员唱主角、挑大梁。
        “委员进村”行动。四十八名委员到结对的
        村子开展政策宣讲七十余场。
        """
    )
    assert [(a.headline, a.byline, a.body[:3]) for a in result.articles] == [
        ("聚力“三项行动”服务乡村", "康政新", "近年来")
    ]


def test_headlines_below_bodies_that_no_dateline_opens() -> None:
    result = made(
        """
        陇原演示报 2015年8月27日 星期四 3版
        徽县政协调研古树保护工作。8月20日，徽县政协副主席
        带领文史委委员到嘉陵镇，实地查看古树三十八株，建议逐
        株建档、划定保护范围。
        徽县政协调研古银杏
        成县政协组织医卫界委员下乡。8月22日，成县政协组织
        委员到黄渚镇义诊，接诊二百多人次，免费送药，村民们都
        说好。
        成县医卫界委员下乡义诊
        （本版稿件由通讯员 柳 青 提供）
        """
    )
    assert heads(result) == ["徽县政协调研古银杏", "成县医卫界委员下乡义诊"]


def test_several_sheets_in_one_file_and_a_date_in_brackets_below_a_headline() -> None:
    result = made(
        """
        陇原演示报
        2017年5月19日　星期五　第1版　要闻

        卓尼县政协视察中学扩建
        5月15日，卓尼县政协组织委员视察中学扩建，要求九月之前交付三栋教学楼。（洮 州）

        陇原演示报
        2017年5月19日　星期五　第2版　综合

        迭部县政协开展主题党日
        （5月11日）
        本报迭部讯　迭部县政协机关党支部组织党员重温誓词，为困难党员送去慰问金。
        """
    )
    assert heads(result) == ["卓尼县政协视察中学扩建", "迭部县政协开展主题党日"]
    assert [article.kicker for article in result.articles] == [None, None]


COPIED = """
首页 | 要闻 | 县区 | 专题
您当前的位置：陇上新闻网 > 数字报 > 第3版：县区
康县政协把脉茶叶加工

2022-04-11 09:10:00  来源：陇上新闻网  作者：白露  编辑：安宁  点击：310
　　4月8日，康县政协组织委员到阳坝镇茶厂察看春茶加工，与茶农算成本、谈销路，提出意见建议七条。

责任编辑：安宁
分享到：微信 微博
相关链接：
· 康县春茶开园
· 阳坝镇修通茶山路
文县政协替果农找销路

2022-04-11 09:15:00  来源：陇上新闻网  作者：柳青青  编辑：安宁  点击：92
　　近日，文县政协牵头在碧口镇开了一场枇杷产销见面会，十二家客商当场签下订单四十吨。

责任编辑：安宁
分享到：微信 微博
徽县政协回访老旧小区

2022-04-12 10:01:00  来源：陇上新闻网  作者：沈河  编辑：安宁  点击：55
　　4月9日，徽县政协回访滨河小区改造提案，逐栋查看了外墙保温和下水管网，三处渗漏当天交物业处理。

责任编辑：安宁
关于我们 | 联系我们 | 法律声明
"""


def test_several_web_pages_copied_into_one_file_are_all_read() -> None:
    result = made(COPIED)
    assert heads(result) == ["康县政协把脉茶叶加工", "文县政协替果农找销路", "徽县政协回访老旧小区"]
    assert [article.n for article in result.articles] == [1, 2, 3]
    assert [article.place for article in result.articles] == ["康县", "文县", "徽县"]
    assert [article.issue_date for article in result.articles] == ["2022-04-11", "2022-04-11", "2022-04-12"]
    assert not any("链接" in article.text or "分享" in article.text for article in result.articles)


def test_briefs_behind_triangles_are_no_captions_though_who_acts_comes_first() -> None:
    result = made(
        """
        简讯
        ▲4月8日，康县政协召开茶产业通报会，委员们提出建议十六条。（白露）
        ▲文县政协4月7日组织委员看望搬迁群众，现场协调解决用水问题九个。（沈河）
        ▲徽县政协机关干部4月6日到江洛镇清理河道，运走垃圾十二吨。（柳青青）
        """
    )
    assert [article.byline for article in result.articles] == ["白露", "沈河", "柳青青"]
    assert [article.place for article in result.articles] == ["康县", "文县", "徽县"]


def test_a_caption_with_its_photographer_inside_an_article_does_not_cut_it() -> None:
    article = only(
        made(
            """
            两当县政协视察古镇消防

            本报两当讯（通讯员 安宁）4月9日，两当县政协组织委员到云屏镇视察古建筑消防，查看消火栓十二处。

            委员们在检查古镇消防设施。  通讯员 安宁 摄

            视察组建议，给木结构民居装上电气火灾监控装置，每月开展一次演练。
            """
        )
    )
    assert "视察组建议" in article.body and "检查古镇" not in article.body


def test_who_was_there_is_the_subhead_of_a_headline_of_three_lines() -> None:
    article = only(
        made(
            """
            成县政协召开十届九次常委会会议
            围绕核桃产业提质增效协商议政
            沈长河主持并讲话 柳望川应邀通报情况
            本报成县讯（记者 白露）4月10日，成县政协召开十届九次常委会会议，围绕核桃产业协商议政。
            """
        )
    )
    assert article.headline == "围绕核桃产业提质增效协商议政"
    assert article.subhead == "沈长河主持并讲话 柳望川应邀通报情况"


def test_the_note_below_a_table_is_part_of_it() -> None:
    article = only(
        made(
            """
            陇南市政协公布提案办理情况

            本报陇南讯（记者 白露）4月11日，陇南市政协公布上年提案办理情况，各县情况见下表。

            县区    立案    办复    满意率
            康县    41    41    97.5
            文县    38    36    95.0
            （单位：件；数据截至2021年12月31日）

            市政协提案委员会负责人表示，今年将把评价结果登在报上。
            """
        )
    )
    assert "康县41 41 97.5" in article.text and "今年将把评价结果" in article.text


def test_shops_to_let_and_tenders_belong_to_no_article() -> None:
    article = only(
        made(
            """
            招标公告
            受水务局委托，对东河镇节水灌溉工程公开招标，请持资质证书报名。
            陇南市公共资源交易中心
            西和县政协捐建图书室
            本报西和讯（通讯员 安宁）4月12日，西和县政协委员捐建的何坝镇图书室开门，藏书两千册。
            招 租
            现有临街商铺三间，价格面议。联系电话：13900000000 王先生
            """
        )
    )
    assert article.headline == "西和县政协捐建图书室" and article.kicker is None
    assert "商铺" not in article.text
