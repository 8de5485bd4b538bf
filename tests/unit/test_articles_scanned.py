"""Pages as scans and web sites leave them: letters for figures, columns set apart, stamps, advertisements."""

from __future__ import annotations

from index.articles import Segmented, segment_page
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


def test_letters_for_figures_and_columns_set_letter_by_letter() -> None:
    result = made(
        """
        — 2 —  陇 上 协 商 报   2021年9月l7日  星期五   第2版
        . . · 县 区 ·   编辑 苗 青  电 话 (0931) 8000000

        会宁县政协议了一口井
        本报会宁讯(通讯员 柴 门) 9月l0日,会宁县政协召开专题协商
        会,议的是柴家门镇l2口旧井的去留。委员们实地看了其中
        的9口,认为应当填埋7口,其余留作消防取水之用,费用由
        县财政承担。

          灯 下 漫 谈
        门前那棵树
        会宁县政协学习委 齐 声

        我家门前有一棵白杨,是祖父栽的。小时候我总在树下写
        作业,树影移到本子上,天就快黑了。如今树比房高,祖父
        已经走了三十年。

        短 波
        ◇ 静宁县政协9月3日视察果库,全县今年新建果库1l座,库容增加2万吨。
        县政协建议把用电补助由每吨30元提高到1000
        元,并把补助期延长到明年三月底,方便果农错峰出货。
        ◇ 庄浪县政协9月6日召开主席会议,听取梯田管护情况通报。
        """
    )
    assert heads(result) == ["会宁县政协议了一口井", "门前那棵树", None, None]
    assert result.page.issue_date == "2021-09-17"
    first, essay, brief, other = result.articles
    assert (first.event_date, essay.byline) == ("2021-09-10", "齐声")
    assert essay.text.endswith("三十年。") and brief.text.endswith("错峰出货。")
    assert (brief.place, other.place) == ("静宁县", "庄浪县")


def test_advertisements_of_one_line_and_below_their_label() -> None:
    result = made(
        """
        || 广 告 ||  某某农资门市出售地膜  电话 1380000xxxx

        和政县政协视察校园供暖
        本报和政讯 11月2日,和政县政协视察校园供暖,走访学校6所。

        广告
        某某渠道衬砌工程二标段招标公告 资金已落实,报名截止11月20日,联系人:钱先生

        遗失声明 ▲某某商行公章(编号620100)遗失,声明作废。

        广河县政协调研皮毛市场
        本报广河讯 11月3日,广河县政协调研皮毛市场,召开座谈会一次。
        """
    )
    assert heads(result) == ["和政县政协视察校园供暖", "广河县政协调研皮毛市场"]
    assert all(
        "作废" not in a.text and "报名" not in a.text and "地膜" not in a.text for a in result.articles
    )


def test_stamps_menus_and_columns_of_a_web_copy() -> None:
    result = made(
        """
        您当前的位置:首页 > 县区 > 正文
        [打印] [关闭] 字体:大 中 小
        两当县政协把议事桌搬进果园
        发布时间:2022-05-18 09:12 来源:陇上协商报 浏览次数:84
          本网陇南讯 5月16日,两当县政协在杨店镇果园召开议事会,商定修一条三公里长的田间路,六月底前通车。
        [上一页] 1 [2] 3 [下一页]

        关注 | 委员调研手记
        山里的灶台怎么改
        2022-05-12 11:05 本网记者 章 程 发自陇南 阅读 3 027
          灶台是土的,烟是黑的。两当县政协委员白露在山里走了十一天,记下四十户人家的灶台,写成一份提案。
        标签:灶台 提案  纠错

        一条断头路
        2022-05-10 15:40 记者:石 径
          这条路断了九年。康县政协把四家单位请到一起,三次协商之后,围墙退了五米,路通了。
        """
    )
    assert heads(result) == ["两当县政协把议事桌搬进果园", "山里的灶台怎么改", "一条断头路"]
    assert [a.byline for a in result.articles] == [None, "章程", "石径"]
    assert result.articles[0].kicker is None and result.articles[1].text.endswith("一份提案。")


def test_who_told_and_who_wrote_it_down_is_a_byline() -> None:
    result = made(
        """
        2版
        委员·故事
        2023年4月11日 星期二
        责任编辑:白 露 校对:章 程

        “我只管一条渠”
        口述:民勤县政协委员 齐 声 整理:本报记者 章 程

        我是一名水管员,当委员六年,提了七件提案,件件离不开一条渠。渠修好那天,我在渠边站了一夜。
        """
    )
    (article,) = result.articles
    assert (article.headline, article.kicker) == ("“我只管一条渠”", None)
    assert (article.byline, article.place) == ("齐声 章程", "民勤县")
    assert article.text.startswith("我是一名水管员")


def test_a_picture_from_elsewhere_with_its_day_is_a_report_and_one_with_a_text_is_none() -> None:
    result = made(
        """
        管网伸到塬畔上
        ——环县政协督办提案见闻
        “往年要到沟底拉水。”9月18日,环县一名村民对前来督办提案的县政协主席说。
        今年年初,委员提出加快供水管网延伸的提案,被列为一号提案,县水务局为此争取资金。
        督办组走了三个村,召开座谈会,要求剩余管网十一月底前全部铺完。
        通讯员 齐 声 文/图

        [照片模糊]
        图为9月5日,山丹县政协委员和学校师生一起整理社区史料展板。
        白 露 摄

        民勤县政协压沙不误议事
        本报民勤讯 9月6日,民勤县政协把议事桌搬到沙区,压沙之余议了五件事。
        """
    )
    feature, picture, report = result.articles
    assert (feature.kind, feature.byline) == ("feature", "齐声")
    assert (picture.kind, picture.place, picture.byline) == ("photo", "山丹县", "白露")
    assert (report.kind, report.place, report.captions) == ("news", "民勤县", ())


def test_a_headline_in_quotation_marks_below_its_text_is_no_paragraph() -> None:
    result = made(
        """
        庄浪县政协
        挂牌之后干什么

        本报庄浪讯（通讯员齐声）5月8日，庄

        浪县政协视察果园，建成委员工作站二

        十五个，接待群众一千八百余人次，收

        集意见二百零六条，已经办结一百七十

        一条，果农都说好。

        委员工作站里说“果事”

        古浪县政协

        把民主监督开到学校饭堂

        本报古浪讯（通讯员白露）不打招呼，

        不要陪同。5月10日，古浪县政协组织

        教育界十五名委员，在学校饭堂吃了一

        顿饭，提出意见六条，都已办理。
        """
    )
    assert [article.text[-5:] for article in result.articles] == ["农都说好。", "都已办理。"]


def test_teasers_and_the_weather_of_a_front_page_are_no_article() -> None:
    result = made(
        """
        陇上协商报
        2020年11月27日 星期五 农历庚子年十月十三
        委员说:给骑手一个歇脚的地方   2版
        一个村庄的三次协商   5版
        天气预报  兰州:晴转多云  -6℃~7℃

        玉门市政协调研旧叶片回收
        本报玉门讯 11月24日,玉门市政协调研风电旧叶片回收,走访企业四家。
        """
    )
    assert heads(result) == ["玉门市政协调研旧叶片回收"]


def test_a_picture_report_below_a_feature_of_another_province_stands_alone() -> None:
    result = made(
        """
        茶山上的课堂

        清明过后,四川省平昌县的茶园里一片忙碌。县政协委员、农艺师背着修枝剪上了山,四十多位茶农围着看。

        在他的带动下,茶叶亩均收入由两千八百元提高到五千一百元,一百多户靠茶叶盖了新房。

        4月18日,重庆市酉阳县政协组织美术界委员到乡下写生,十三名委员为村民绘制墙画二十六幅。

        通讯员 白露 摄影报道
        """
    )
    feature, picture = result.articles
    assert (feature.kind, picture.kind, picture.place) == ("news", "photo", "酉阳县")


def test_a_paper_of_other_habits() -> None:
    result = made(
        """
        渭水晚报
        A06 政协视窗            2025年4月18日  农历乙巳年三月廿一   星期五

        【要闻快览】
        凤翔：年画“活”了，门票经济变“体验经济”
        本报凤翔4月16日电  凤翔区政协今天把协商会开到了年画作坊里，二十五名委员和匠人一起算了一笔账。
        协商会达成四条共识，建立版样数字库，首批收录老版一千余块，下月再来对账。（完）（高 珊）

        【民生】
        陇县｜山上缺水那些年，山下缺钱那些年
        在陇县的山梁上，村民曾经一担水要走两里地。陇县政协连续三年把山区饮水列为一号民主监督。
        记者/武小艺

        ■扶风
        奶奶的“二次上岗”
        扶风县段家镇的互助院里，六十八岁的村民每天照护七位老人，一个月能拿到时间积分一百二十分。
        （文/雒文静  图/扶风县政协）

        【特别关注】
        一部电梯，七次碰头，一块心病
        渭滨区东仁里小区的居民们，近日为区政协委员送来一面锦旗，电梯已经装好了首部。
        （作者为渭滨区政协办公室 齐 宏）

        太白：菜农告别“看天卖”
        太白县高山蔬菜面积十万亩，长期受外地价格波动牵制，驻镇委员推动签下了保底协议，如今敢多种了。■

        【简讯】
        ○凤县：4月11日，省政协副主席带队到凤县调研，走访养蜂户十四户，要求建立补偿调整机制。
        ▲高台县政协：ll 月 6 日召开提案办理协商会，县政协立案的提案已经办结一百零二件。
        """
    )
    assert heads(result) == [
        "凤翔：年画“活”了，门票经济变“体验经济”",
        "陇县｜山上缺水那些年，山下缺钱那些年",
        "奶奶的“二次上岗”",
        "一部电梯，七次碰头，一块心病",
        "太白：菜农告别“看天卖”",
        None,
        None,
    ]
    assert [a.byline for a in result.articles[:4]] == ["高珊", "武小艺", "雒文静", "齐宏"]
    assert [a.place for a in result.articles[4:]] == ["太白县", "凤县", "高台县"]
    assert result.articles[0].text.endswith("下月再来对账。") and result.articles[4].text.endswith(
        "敢多种了。"
    )


def test_stamps_of_keys_and_buttons_within_a_text() -> None:
    result = made(
        """
        首页 > 数字报 > 2025年06月20日 第02版:市县政协
        上一版  下一版   版面导航  标题导航   PDF版

        镇原:让每一滴水都有“户口”
        2025-06-19 17:42  来源:陇上协商报   编辑:石 径   字号:大 中 小
        分享到: 微信 微博 QQ空间 打印 收藏

          6月16日,镇原县政协组织委员视察城乡供水,先后察看了净水厂和高位蓄水池。
        扫描二维码 关注“陇上政协”公众号
          县政协提出,要优先解决窖水户的替代水源,完善应急拉水预案。(通讯员 齐 声)

        崇信县政协:古槐树下议“碳汇”
        作者:白 露    发布:2025-06-16   来源:崇信县政协办
        6月11日,崇信县政协在千年古槐下召开院落协商会,二十名村民代表参加,先选三个林场试点。
        """
    )
    assert heads(result) == ["镇原:让每一滴水都有“户口”", "崇信县政协:古槐树下议“碳汇”"]
    assert [a.byline for a in result.articles] == ["齐声", "白露"]
    assert "二维码" not in result.articles[0].text


def test_a_letter_is_addressed_and_signed_with_a_place() -> None:
    result = made(
        """
        来信照登
        村口的污水沟该治治了
        编辑同志:
        我是东湾镇的一名乡村医生。我们村口有一条排水沟,夏天污水横流,至今没有着落。
        靖远县 齐 声

        短 波
        ◇ 静宁县政协9月3日视察果库,全县今年新建果库十一座。
        """
    )
    letter = result.articles[0]
    assert (letter.headline, letter.byline) == ("村口的污水沟该治治了", "齐声")
