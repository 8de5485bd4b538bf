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
