# 给使用者看的每一句话。与 en.ftl 逐条对应。

level-error = 错误
level-warning = 提醒
level-help = 怎么办
findings-count = 共 { $errors } 处错误，{ $warnings } 处提醒
findings-more = ……另有 { $count } 处没有列出

## 读文件

file-unreadable = 这个文件读不了：{ $cause }
    .help = 检查文件是否被别的程序占用、是否有读取权限
file-too-large = 文件太大：{ $size }，最大 { $limit }
    .help = 压缩图片或拆分文章后再放进来
too-many-files = 文件太多，超过 { $limit } 个
    .help = 确认 --root 指的是站点文件夹，而不是整个磁盘
not-utf8 = 文件不是 UTF-8 编码
    .help = 用记事本打开，“另存为”，编码选 UTF-8
link-leaves-root = 这个快捷链接指向站点文件夹之外，已拒绝
    .help = 把需要的文件复制进来，不要用链接
name-not-utf8 = 文件名有乱码：{ $path }
    .help = 给文件重新取名，用汉字、英文字母或数字
names-differ-in-case = 与 { $other } 只有大小写不同，在 Windows 上是同一个文件
    .help = 给其中一个换个名字
file-not-used = 这个文件不会用到
    .help = 文章放 content/articles，宣传记录放 content/campaigns，页面放 content/pages，都用 .md；设置写在 content/site.yaml，宣传日写在 content/observances.yaml；图片用 svg、jpg、png、webp；其他文件请移走

## YAML 和文件开头的信息区

front-matter-missing = 文件开头没有信息区
    .label = 第一行应当是 ---
    .help = 在最前面写一行 ---，下面写 title、date 等各项，再写一行 ---
front-matter-not-closed = 信息区没有结束
    .label = 从这里开始
    .help = 各项写完后，另起一行写 ---
yaml-syntax = 这里的写法有误：{ $detail }
    .help = 冒号用英文半角“:”，后面空一格；内容里带英文冒号的，用英文引号括起来；引号、括号要成对；缩进要对齐
yaml-tab = 缩进用了制表符（Tab）
    .label = 这里
    .help = 改成空格，每层两个
yaml-duplicate-key = “{ $key }”写了两次
    .label = 第二次
    .help = 只留一处
yaml-too-much = 内容太多、层次太深，或引用太多，已停止读取
    .help = 最多 { $nodes } 项、{ $aliases } 处引用（*名称）；请减少层次、拆分文件或去掉引用
unknown-key = 不认识“{ $key }”这一项
    .label = { $suggestion ->
        [none] 这里没有这一项
       *[other] 是不是“{ $suggestion }”？
    }
    .help = 这里可以写：{ $known }
missing-key = 缺少“{ $key }”
    .label = 在这一段里
    .help = 补上 { $key }: ……
wrong-type = 这里应当是{ $expected ->
        [text] 文字
        [list] 列表
        [map] 分项（每行一个“名称: 内容”）
        [number] 数字
       *[flag] { " " }true 或 false
    }，写的却是{ $found ->
        [text] 文字
        [list] 列表
        [map] 分项
        [number] 数字
        [flag] 真假值
       *[nothing] 空白
    }
    .help = { $expected ->
        [text] 写成一段文字；true、false 这类字样要当文字时加英文引号
        [list] 每条另起一行，前面写减号和空格“- ”
        [map] 每项写成“名称: 内容”，例如 { "{" }file: a.svg, alt: 图上有什么{ "}" }
        [number] 只写阿拉伯数字，不带单位
       *[flag] “是”写 true，“否”写 false
    }
empty-value = 这里是空的
    .help = 填上内容，或者删掉这一项
too-few = “{ $key }”只有 { $count } 条，至少要 { $limit } 条
    .help = 再补几条，至少写够 { $limit } 条
too-many = “{ $key }”有 { $count } 条，最多 { $limit } 条
    .help = 删去次要的，或分到别的文件里
text-too-long = 文字太长：{ $length } 个字，最多 { $limit } 个
    .help = 缩短一些，细节写到正文里
unknown-value = “{ $key }”不能这样写
    .label = { $suggestion ->
        [none] 不在可选范围内
       *[other] 是不是“{ $suggestion }”？
    }
    .help = 可以写：{ $allowed }
choice-not-offered = 这里没有“{ $key }”可选
    .label = 用不上
    .help = 去掉这一项；印刷厂版式（shop）不拆拼贴页，其余各种样式能选什么见说明
control-character = 有看不见的控制字符 { $character }
    .help = 删掉它；多半是从别的软件粘贴时带进来的

## 设置

site-config-missing = 没有找到 { $path }
    .help = 在站点文件夹里运行，或用 --root 指明；新建站点用 banbao new 文件夹名
base-url-invalid = 网址“{ $written }”不对
    .help = 写成 https://主机名/路径/ 的样子；还没有网址就删掉这一行
base-url-missing = 政府网站（kind: government）要写明网址
    .help = 加一行 base_url: https://主机名/；网页标签里的网站域名取自这里
site-code-missing = 政府网站还没有网站标识码
    .help = 取得后加一行 site_code: 十位标识码；在此之前，网页标签里不写这一项
registration-invalid = “{ $written }”不像是{ $key ->
        [site_code] 网站标识码
        [icp] ICP 备案号
       *[police] 公安备案号
    }
    .help = 照备案证明抄写，例如 { $example }；还没有就删掉这一行
email-invalid = “{ $written }”不是一个邮箱地址
    .help = 写成 名称@域名 的样子，例如 jkjy@example.cn
footer-link-invalid = “{ $written }”不是一个网址
    .help = 写完整的网址，以 https:// 开头
theme-unknown = 没有名为“{ $theme }”的主题
    .label = { $suggestion ->
        [none] 找不到
       *[other] 是不是“{ $suggestion }”？
    }
    .help = 自己的主题放在 themes/{ $theme }/ 里；程序自带 township（默认）和 wall
theme-file-missing = 主题缺少 { $file }
    .help = 补上这个文件；默认主题里有一份可以照抄
theme-extends-itself = 主题绕了一圈又回到自己：{ $way }
    .help = 改掉其中一个 theme.yaml 里的 extends；不写 extends 就接着默认主题
theme-chain-too-long = 主题一个接一个，超过 { $limit } 个
    .help = 最多接 { $limit } 个；把中间的合并起来
option-unknown = 这个主题没有“{ $option }”这一项设置
    .label = { $suggestion ->
        [none] 没有这一项
       *[other] 是不是“{ $suggestion }”？
    }
    .help = { $known ->
        [none] 这个主题没有可以设置的项，把它删掉
       *[other] 可以设置：{ $known }
    }
option-name-invalid = “{ $name }”不能用作设置项的名称
    .help = 以小写英文字母开头，只用小写英文字母、数字和下划线，例如 seconds

## 内容

date-invalid = “{ $written }”不是一个日期
    .help = 写成 2026-05-31 这样，并确认这一天存在
time-invalid = “{ $written }”不是一个时间
    .help = 写成 "09:00" 这样
date-range-inverted = { $second }（{ $second_date }）早于 { $first }（{ $first_date }）
    .help = 核对两个日期，必要时对调
date-outside-year = { $written } 不在 { $year } 年
    .help = 这份记录的文件名是 { $year }.md，改正日期，或改文件名
quantity-invalid = 看不懂数量“{ $written }”
    .help = 不超过 99999，不用“万”；写成 200、200余人次、约3000份，或 { "{" }value: 200, unit: 人次, approx: true{ "}" }
slug-invalid = “{ $slug }”不能用作网页地址
    .help = 只用小写英文字母、数字和连字符，例如 hypertension；文件名不合适的，改文件名，文章也可以另写一行 slug
slug-duplicate = 网页地址“{ $slug }”已被 { $other } 占用
    .help = 给其中一个换个名字
slug-reserved = 网页地址“{ $slug }”已被系统占用
    .help = 换个名字
alias-invalid = “{ $alias }”不能用作旧网址
    .help = 写旧的网页名，例如 old-name，或从网站根目录起的路径，例如 news/2019/old.html
publication-time-missing = 政府网站的发布时间要写到分钟，这里只有 { $written }
    .help = 在日期后面加上实际发布的时间，例如 2026-05-12 08:30
register-unreadable = 首次发布时间的登记（输出文件夹里的 .banbao/published.json）读不了：{ $cause }
    .help = 用备份换回这个文件；没有备份，就把它移走，由下一次制作重新登记
publication-time-rewritten = 发布时间改成了 { $now }，首次发布时是 { $first }
    .help = 改回 { $first }；内容有改动的，写在 updated 里。首次发布的时间不能改写
author-or-reviewer-missing = 没有写明作者或审核单位
    .label = 在这一段里
    .help = 加上 author: 或 reviewer:，写科室或单位，不写个人姓名
topic-unknown = 没有专题“{ $topic }”
    .label = { $suggestion ->
        [none] 不在专题表里
       *[other] 是不是“{ $suggestion }”？
    }
    .help = 改成已有的专题，或在 content/site.yaml 的 topics 里加上它；几个专题用英文逗号“,”隔开
article-unknown = 没有文章“{ $article }”
    .label = { $suggestion ->
        [none] 找不到
       *[other] 是不是“{ $suggestion }”？
    }
    .help = 写文章的文件名，不带 .md
campaign-unknown = 没有宣传记录“{ $campaign }”
    .label = { $suggestion ->
        [none] 找不到
       *[other] 是不是“{ $suggestion }”？
    }
    .help = 写成“宣传日/年份”，例如 aids-day/2026
board-name = 宣传栏的名称里要有“{ $words }”
    .help = 按规范写明，例如“示例镇{ $words }”；不写 name 就用“{ $words }”
board-item = 一块内容要写一样、也只写一样
    .help = 写 { $kinds } 中的一个；几块内容分成几行，各以“-”开头
issue-twice = { $year } 年的第 { $number } 期写了两次
    .help = 改成不同的期号
board-centre = 宣传栏中心离地 { $centre } 毫米，规范要求 { $least }—{ $most } 毫米
    .help = 把宣传栏挪高或挪低；量错了就改 centre
board-draft = 宣传栏要用的“{ $name }”还是草稿
    .label = 照样印出来
    .help = 定稿以后去掉它的 draft: true，或者先换成别的内容
observance-unknown = 不认识宣传日“{ $observance }”
    .help = { $suggestion ->
        [none] 要写宣传日的代号，例如 no-tobacco-day；宣传记录的文件夹也用代号命名。没有的宣传日，可以在 content/observances.yaml 的 add 里补上
       *[other] 要写宣传日的代号，是不是“{ $suggestion }”？
    }
observance-taken = 已经有这个宣传日：{ $observance }
    .help = 确是另一个的，换个代号和名称；只改某一年的日期或主题，写在 years 里
announced-twice = { $observance } 的 { $year } 年写了两次
    .help = 合成一条，或删去一条
announced-outside-year = { $written } 不在 { $year } 年
    .help = 核对 year 和 start，两处要是同一年
campaign-path-invalid = 主题宣传记录放的位置不对
    .help = 放在 content/campaigns/宣传日代号/年份.md，例如 content/campaigns/no-tobacco-day/2026.md
campaign-not-on-record = { $year } 年还没有（或没有举办）{ $name }
    .help = 核对年份；确有其事就写明 start 和 end
picture-missing = 没有找到图片“{ $picture }”
    .label = { $suggestion ->
        [none] 找不到
       *[other] 是不是“{ $suggestion }”？
    }
    .help = 把图片放在文章旁边或 content/images/ 里，这里只写文件名
picture-unreadable = 这张图片打不开：{ $cause }
    .help = 用画图或看图软件重新保存一次
picture-too-large = 图片尺寸太大：{ $size } 像素，最多 { $limit }00 万像素
    .help = 先缩小再放进来
picture-too-heavy = 图片展开后要占 { $size } 内存，最多 { $limit }
    .help = 用画图或看图软件缩小，或者另存为普通的 JPEG、PNG（每种颜色 8 位）
picture-too-complex = 这张矢量图展开后超过 { $limit } 个图形，或者层层引用没有尽头
    .help = 在绘图软件里简化，或者导出成 PNG 再用
picture-format = 这是 { $kind } 文件，浏览器打不开
    .help = 在手机或看图软件里另存为 JPEG；苹果手机：设置 › 相机 › 格式 › 选“兼容性最佳”
picture-truncated = 图片不完整，后半截没有了
    .help = 从手机或相机里重新拷贝一次，等拷完再拔线
picture-misnamed = 文件名和内容不一致：这其实是 { $kind } 图片
    .help = 照样可以用，会按 { $kind } 图片处理；建议把文件名的后缀改成 .{ $ending }
picture-animated = 这是动图，网站上只显示第一帧
    .help = 如果每一帧都重要，请把要紧的几帧分别存成图片
picture-no-alt = 图片“{ $picture }”没有文字说明
    .label = { $form ->
        [markdown] 方括号里是空的
       *[other] 后面没有内容
    }
    .help = 用一句话说明图上有什么，例如 { $form ->
        [markdown] ![医生给老人量血压](图片文件)；只是装饰就写 ![""](图片文件)
       *[other] alt: 医生给老人量血压；只是装饰就写 alt: ""
    }
picture-outside = 图片“{ $picture }”不在站点里
    .help = 下载后放进 content/images/，并确认有权使用

## 正文

nesting-too-deep = 引用或列表套得太深，超过 { $limit } 层
    .help = 删掉行首多余的 > 或减少列表层次
heading-level-one = 正文里用了一级标题“{ $text }”
    .help = 文章标题写在信息区的 title；正文小标题从 ## 开始
container-unknown = 没有“{ $kind }”这种提示框
    .label = { $suggestion ->
        [none] 不认识
       *[other] 是不是“{ $suggestion }”？
    }
    .help = 可以用：{ $known }
emphasis-open = 这里的 ** 没有变成加粗
    .label = 会原样显示
    .help = 标点放到 ** 外面，例如 “**重点**”；不想加粗就删掉星号
link-target-missing = 链接指向的“{ $target }”不存在
    .label = { $suggestion ->
        [none] 找不到
       *[other] 是不是“{ $suggestion }”？
    }
    .help = 写目标文件相对这个文件的位置，例如 hypertension.md 或 ../campaigns/no-tobacco-day/2026.md
link-fragment-missing = { $target } 里没有小标题“{ $fragment }”
    .label = { $suggestion ->
        [none] 找不到
       *[other] 是不是“{ $suggestion }”？
    }
    .help = # 后面写小标题的原文，去掉标点
link-unpublished = 链接指向的 { $target } 还是草稿
    .help = 发布后链接才会出现；现在只显示文字
link-scheme-refused = 不允许 { $scheme }: 链接
    .help = 只能用 https、http、mailto、tel，或站内文件名
footnote-undefined = 脚注 { $label } 没有内容
    .help = 在文末另起一行写 { $label }: 说明文字
html-removed = 正文里的 <{ $tag }> 不安全或不支持，已去掉
    .help = 删掉它，用 Markdown 的写法

## 文中的宣传日

edition-wrong = { $name }的届次不对：{ $written }
    .label = { $right ->
        [none] { $year } 年还没有开始计数
       *[other] { $year } 年是{ $right }
    }
    .help = { $right ->
        [none] 核对年份和届次
       *[other] 改成{ $right }
    }{ $other_year ->
        [none] { "" }
       *[other] ；{ $written }是 { $other_year } 年的
    }{ $verified ->
        [yes] { "" }
       *[no] ；这个届次是推算的，如与当年通知不符，在上一行写 { $comment }
    }
edition-unit = { $name }的量词不同：{ $written }
    .label = 通知里写{ $right }
    .help = 改成{ $right }
edition-uncounted = { $name }没有公认的届次：{ $written }
    .label = 这个数无从核对
    .help = 去掉届次，写年份；当年通知确有这个数的，在上一行写 { $comment }
weekday-wrong = { $date }不是{ $written }
    .label = 那天是{ $right ->
        [monday] 星期一
        [tuesday] 星期二
        [wednesday] 星期三
        [thursday] 星期四
        [friday] 星期五
        [saturday] 星期六
       *[sunday] 星期日
    }
    .help = 改成{ $right ->
        [monday] 星期一
        [tuesday] 星期二
        [wednesday] 星期三
        [thursday] 星期四
        [friday] 星期五
        [saturday] 星期六
       *[sunday] 星期日
    }，或核对日期
date-not-real = 没有{ $written }这一天
    .help = { $last ->
        [none] 一年只有 12 个月，核对月份
       *[other] 那个月的最后一天是{ $last }
    }
observance-date-wrong = { $name }的日期不对
    .label = { $year } 年是{ $days }
    .help = 改成{ $days }，或核对年份
year-stale = { $year } 年的记录里写着 { $written } 年
    .label = 是不是 { $year } 年？
    .help = 改成 { $year } 年；确实是说 { $written } 年的，在上一行写 { $comment }
allow-unused = { $why ->
        [unknown] “{ $written }”不能放行
       *[idle] 这里没有“{ $written }”可放行
    }
    .label = { $suggestion ->
        [none] { "" }
       *[other] 是不是“{ $suggestion }”？
    }
    .help = { $why ->
        [unknown] 可以放行：{ $known }
       *[idle] 删掉这个注释；注释写在同一行末尾，或单独写在上一行
    }

## 政府网站的日常维护

column-empty = 专题“{ $column }”里还没有文章
    .help = 发布一篇这个专题的文章，或从 topics 里删去；空白栏目在政府网站检查中会扣分
site-not-updated = 已经 { $days } 天没有更新，上次是 { $last }
    .help = 发布或修订文章；政府网站首页满 { $limit } 天没有更新，检查时单项否决

## 制作

path-taken = 两处内容要写到同一个文件 { $path }
    .help = 另一处是 { $other }；给其中一个换个名字
template-fault = 网页模板有误：{ $message }
    .help = 改正主题里的这个模板
sheet-fault = 打印模板有误：{ $message }
    .help = 改正主题里的这个模板
sheet-overflow = { $sheet ->
        [poster] 海报
        [handout] 宣传单
        [prescription] 健康处方
        [board] 宣传栏
        [banner] 横幅
        [slides] 屏幕画面
       *[other] 这一页
    }放不下：{ $what ->
        [title] 标题
        [theme] 主题
        [slogans] 标语
        [messages] 要点
        [key_points] 要点
        [summary] 摘要
        [text] 文字
        [panel] 这一块
        [header] 刊头
        [hotlines] 电话
       *[footer] 单位名称和来源
    }，超出 { $by }
    .label = 最长的一段在这里
    .help = { $what ->
        [slogans] 缩短标语，或减少几条
        [messages] 缩短要点，或减少几条
        [key_points] 缩短要点，或减少几条
        [panel] 缩短文字，减少这一期的内容，或换一块大些的宣传栏
        [hotlines] 减少 content/site.yaml 里的电话
       *[other] 缩短文字
    }
glyph-missing = 打印字体里没有“{ $character }”（{ $code_point }）
    .label = 这个字
    .help = 换一个常用字；确实要用，就把含这个字的字体放进 themes/主题名/fonts/
nothing-to-print = 这篇文章没有要点，{ $sheet ->
        [prescription] 健康处方印出来是空的
        [board] 宣传栏上这一块是空的
       *[other] 屏幕画面只有一个标题
    }
    .label = 这篇文章
    .help = 在文章的信息区写上 key_points
picture-coarse = 图片 { $picture } 印出来会模糊：在《{ $sheet }》上只有每英寸 { $dpi } 点，至少要 { $least } 点
    .label = 这张图
    .help = 换一张像素更多的原图（不要用聊天软件压缩过的），或者用 SVG 图
text-too-small = 《{ $sheet }》的正文印出来字高 { $height }，站在 { $distance } 外看不清，至少要 { $least }
    .label = 这一期
    .help = 减少这一期的内容或缩短文字；看的人站得更近，就改 distance
calendar-overflow = 《{ $sheet }》放不下{ $what ->
        [hotlines] 电话
       *[events] 健康日
    }，超出 { $by }
    .help = { $what ->
        [hotlines] 减少 site.yaml 里的电话，或把名称写短
       *[events] 在 content/observances.yaml 的 silence 里停用几个用不着的宣传日，缩短名称，或在 site.yaml 写 printed_months: 0 不印日历
    }
calendar-glyph-missing = 打印字体里没有“{ $character }”（{ $code_point }），《{ $sheet }》上的“{ $text }”要用它
    .help = 换一个常用字；确实要用，就把含这个字的字体放进 themes/主题名/fonts/
font-unreadable = 这个字体文件读不了
    .help = 换成 TrueType 或 OpenType 字体

## 命令行

## 日历

calendar-never = 一年之内没有变化
calendar-month-name = { $month }月
calendar-date = { $year }年{ calendar-month-name }{ $day }日
calendar-span = { $from }至{ $to }：{ $days } 个健康日，{ $records } 个有宣传记录
calendar-legend = ★ 每个乡镇每年都要做；其余按当地情况选做
calendar-month = { $year }年{ calendar-month-name }
calendar-weekday = { $weekday ->
        [1] 星期一
        [2] 星期二
        [3] 星期三
        [4] 星期四
        [5] 星期五
        [6] 星期六
       *[7] 星期日
    }
calendar-day = { calendar-month-name }{ $day }日 { calendar-weekday }
calendar-end = { calendar-month-name }{ $day }日
calendar-days = { calendar-month-name }{ $day }日—{ $end }
calendar-begun = 正在进行
calendar-today = 就在今天
calendar-left = 还有{ $days }天
calendar-record = 记录：{ $file }
calendar-theme = 主题：{ $theme }
calendar-missing = 还缺：{ $missing }
missing-record = 宣传记录（有了记录才有网页和海报）
missing-poster = 海报
missing-theme = 主题（待通知）
missing-release = 发布（还是草稿）
calendar-awaited = 日期待通知
calendar-typical = （通常在{ $typical }）
calendar-articles = 文章
calendar-review = { $day }复审到期  { $title }（{ $file }）
calendar-expires = { $day }过期  { $title }（{ $file }）
calendar-board = 宣传栏：上次更换 { $last }，{ $due }前要再更换
calendar-board-soon = 宣传栏：该准备更换了，上次更换 { $last }，{ $due }到期
calendar-board-late = 宣传栏：该更换了，上次更换 { $last }，{ $due }已到期
calendar-board-unknown = 宣传栏：没有更换记录；把每一期写进 content/boards，或者更换后在宣传记录的 activities 里记一笔，form 写“宣传栏更新”

build-done = 做好了：{ $articles } 篇文章，{ $campaigns } 个主题宣传，{ $pages } 个网页，{ $sheets } 份印刷品，用时 { $seconds } 秒
build-published = 已发布到 { $out }：共 { $files } 个文件，写入 { $written } 个，清理 { $removed } 个
build-faults = 有错误，没有发布；以前发布的内容保持原样
check-done = 检查通过：{ $articles } 篇文章，{ $campaigns } 个主题宣传，{ $pages } 个网页，{ $sheets } 份印刷品，用时 { $seconds } 秒
check-faults = 检查没有通过
print-file = { $path }
print-done = 印好了：{ $files } 个文件，其中新写入 { $written } 个，用时 { $seconds } 秒
print-faults = 有错误，没有印
watch-waiting = 正在看着 { $path } 里的 content 和 themes，{ $how ->
        [polling] 每秒看一遍，有改动就重新制作
       *[events] 一改就重新制作
    }；按 Ctrl+C 结束
watch-polling = { $why ->
        [limit] 系统允许盯住的文件夹数已经用完
        [silent] 这里的文件改了，系统没有通知（网络盘、U 盘上常有）
       *[refused] 系统不让盯住文件夹（{ $cause }）
    }，改为每秒看一遍：照样重新制作，只是慢一点
    .help = { $why ->
        [limit] 请管理员运行 sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=1024，再重新运行 banbao watch
       *[other] 不用做什么；下次可以直接运行 banbao watch --poll
    }
watch-built = { $time } 已制作：写入 { $written } 个文件，清理 { $removed } 个，用时 { $seconds } 秒
serve-ready = 请在浏览器里打开 { $url }（按 Ctrl-C 结束）
serve-shown = { $time } { $changed ->
        [0] 可以看了
       *[other] { $names } 有改动，已更新
    }：共 { $files } 个文件，用时 { $seconds } 秒
serve-stays = { $time } 有错误{ $changed ->
        [0] {""}
       *[other] （{ $names }）
    }，浏览器里还是出错前的内容；改好后会自动更新。用时 { $seconds } 秒
serve-no-browser = 没能打开浏览器
    .help = 请自己打开 { $url }
failure-serve = 不能在 { $address } 上提供预览：{ $cause }
    .help = 可能 banbao serve 已经在运行；先结束它，或者用 --port 换一个端口
watch-rebuilt = { $time } 改动 { $changed } 个文件（{ $names }）：写入 { $written } 个文件，清理 { $removed } 个，用时 { $seconds } 秒
watch-faults = { $time } 有错误，没有发布{ $changed ->
        [0] {""}
       *[other] （{ $names }）
    }，以前的内容保持原样；改好后会自动重做。用时 { $seconds } 秒
watch-failed = { $time } 这一遍没做成；watch 会自己再试
serve-faults = 有错误。看到的是出错前的内容；改好后这条提示会自动消失。
serve-faulty = 这一页有错误，还显示不了；改好后会自动出现。
serve-close = 关闭
serve-missing = 没有这个网页。
serve-broken = 这一页没能做出来，请反馈给开发者；终端窗口里有更多说明。
serve-method = 预览只回答 GET 和 HEAD 请求。
serve-host = 已拒绝：预览不能用这个网址访问，请打开 { $url }
serve-day = 正在预览 { calendar-date }
serve-day-back = 回到今天
serve-day-wrong = { $written } 不是有效的日期。请写成 ?today=2026-05-31 这样；留空就是今天。
new-done = 新站点已放在 { $path }（{ $files } 个文件）。下一步：banbao build --root { $path }
new-not-empty = 文件夹 { $path } 不是空的
    .help = 换一个新的文件夹名
progress-making = 正在制作
progress-begin = 正在制作 { $total } 项……
progress-step = 已完成 { $done } / { $total } 项
failure-read = 读不了 { $path }：{ $cause }
    .help = 确认文件夹存在，并且有权限打开
progress-wait = 另一个 banbao 正在往 { $out } 里写，等它做完……
failure-write = 写不了 { $path }：{ $why ->
        [full] 磁盘满了，或者分给您的空间用完了（{ $cause }）
        [denied] 没有写入权限（{ $cause }）
        [read-only] 这个磁盘是只读的（{ $cause }）
        [open] 有别的程序正打开着它（{ $cause }）
        [open-or-denied] 有别的程序正打开着它，或者没有写入权限（{ $cause }）
        [in-the-way] 有东西挡着：要放文件夹的地方是个文件，或者反过来（{ $cause }）
        [other-disk] 它不在输出文件夹所在的磁盘上（{ $cause }）
       *[none] { $cause }
    }
    .help = { $why ->
        [full] 腾出空间，或者用 --out 换到别的磁盘，再运行一次
        [denied] 请管理这台电脑的人给您写入权限，或者用 --out 换一个您能写的文件夹，再运行一次
        [read-only] U盘、存储卡拨开写保护；别的磁盘请管理这台电脑的人改成可写；或者用 --out 换一个文件夹，再运行一次
        [open] 关掉打开它的程序（例如看 PDF 的软件），再运行一次
        [open-or-denied] 关掉打开它的程序（例如看 PDF 的软件），再运行一次；还是不行，请管理这台电脑的人给您写入权限
        [in-the-way] 把它移走或改名，再运行一次
        [other-disk] 用 --out 指到那个磁盘上的文件夹
       *[none] 检查磁盘和文件夹，再运行一次
    }。以前发布的内容保持原样
failure-swap = { $path } 不能用 --atomic 整个换掉：{ $why ->
        [in-use] 您正在这个文件夹里，或者站点的原稿在里面
        [link] 它是一个链接，指向别的文件夹
       *[mount-point] 它是另一个磁盘的挂载点
    }
    .help = { $why ->
        [in-use] 到别的文件夹里运行，或者用 --out 另指一个只放成品的文件夹
        [link] 用 --out 写真正的文件夹
       *[mount-point] 用 --out 指到那个磁盘里面的一个文件夹
    }；也可以不加 --atomic。以前发布的内容保持原样
usage-unknown-argument = 不认识参数 { $argument }{ $value }
    .help = { $suggestion ->
        [none] 运行 banbao --help 看看有哪些参数
       *[other] 是不是“{ $suggestion }”？
    }
usage-unknown-command = 没有命令 { $argument }{ $value }
    .help = { $suggestion ->
        [none] 运行 banbao --help 看看有哪些命令
       *[other] 是不是“{ $suggestion }”？
    }
usage-missing-argument = 缺少参数 { $argument }{ $value }
    .help = { $suggestion ->
        [none] 运行 banbao --help 看用法
       *[other] 是不是“{ $suggestion }”？
    }
usage-invalid-value = 参数 { $argument } 不能是“{ $value }”
    .help = { $suggestion ->
        [none] 运行 banbao --help 看用法
       *[other] 是不是“{ $suggestion }”？
    }
usage-twice = 参数 { $argument } 写了两次
    .help = 只写一次
usage-conflict = 参数 { $argument } 不能和 { $prior } 一起用
    .help = 只写其中一个
usage-needs-value = 参数 { $argument } 后面要写内容
    .help = 运行 banbao --help 看用法
usage-today = “{ $written }”不是一个日期
    .help = 写成 --today 2026-05-31
usage-out-in-source = 不能发布到 { $path }：那里是原稿
    .help = --out 换一个文件夹，例如 out

usage-print-what = 要印什么？
    .help = 写出名称，例如 campaigns/no-tobacco-day/2026；运行 banbao print --list 看看能印哪些
usage-print-unknown = 没有可以印的“{ $subject }”
    .help = { $suggestion ->
        [none] 运行 banbao print --list 看看能印哪些
       *[other] 是不是“{ $suggestion }”？运行 banbao print --list 看全部
    }
usage-print-format = “{ $subject }”不能印成这种样式
    .help = --format 可以写：{ $allowed }
usage-print-choice = 参数 { $argument } 不能是“{ $value }”
    .help = 可以写：{ $allowed }
usage-print-no-choice = { $key ->
        [tile] 这里用不上 --tile：要拼的只是自己打印、又比打印机的纸大的
       *[other] 这种样式没有 { $argument } 可选
    }
    .help = 去掉 { $argument }

help-about = 板报：把健康教育文章和主题宣传记录做成网站和海报
help-usage = 用法：
help-commands = 命令
help-options = 选项
help-arguments = 参数
help-build = 制作网站和海报
help-watch = 一直看着，文件一改就重新制作
help-poll = 每秒看一遍文件，不等系统通知：用于网络盘、U 盘、虚拟机共享文件夹
help-serve = 在浏览器里看网站，文件一改马上看到
help-address = 监听的地址；写 0.0.0.0 时同一网络的其他电脑也能看（127.0.0.1）
help-port = 监听的端口；写 0 时自动选一个（4321）
help-open = 用浏览器打开
help-check = 只检查，不发布
help-calendar = 看日历：要到什么日子，准备了什么，还缺什么
help-print = 印一样东西：海报、宣传单、健康处方、宣传栏、横幅、屏幕画面、日历
help-print-what = 印什么：campaigns/no-tobacco-day/2026、articles/heat、boards/gate、calendar/2026-05
help-print-list = 列出能印的全部内容
help-format = 样式：poster、handout、prescription、board、banner、slides，也可以写中文名
help-size = 纸张：A4、A3、A2、A1、大度四开、大度对开、600x900、700x1000；横幅可以写成 6000x700（毫米）
help-orientation = 竖放还是横放
help-layout = 海报版式：标语大字、要点卡片、图片为主
help-profile = office 办公室彩印，mono 黑白，shop 印刷厂（3 毫米出血、裁切线）
help-tile = 再拆成 A4 或 A3 的拼贴页
help-full-text = 宣传单印全文，不只印要点
help-text = 横幅上的字（默认是宣传主题或第一条标语）
help-year = 看哪一年的全年
help-months = 从今天起看几个月，1 到 24（默认 3）
help-next = 只说网站下一次要变样的时刻，供定时任务使用
help-new = 新建一个小站点
help-dir = 新站点的文件夹
help-root = 站点文件夹，里面有 content（默认当前文件夹）
help-out = 发布到哪个文件夹（默认站点里的 out）
help-today = 按哪一天制作（默认今天）
help-atomic = 整个输出文件夹一步换新：要么全是旧的，要么全是新的
help-drafts = 连草稿一起制作
help-future = 连还没到发布日期的一起制作
help-deny = 写 --deny warnings 时，有提醒也不发布
help-lang = 说中文还是英文（默认跟随系统）
help-json = 用 JSON 输出结果，给别的程序读
help-help = 显示帮助
help-version = 显示版本
help-licences = 显示字体和所用软件的许可
help-exit-codes = 退出码：0 完成；1 内容有错误，没有发布；2 用法不对；3 磁盘或权限问题
