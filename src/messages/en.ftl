# Every sentence the operator reads. Message for message the same as zh.ftl.

level-error = error
level-warning = warning
level-help = help
findings-count = { $errors ->
        [one] 1 error
       *[other] { $errors } errors
    }, { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    }
findings-more = … and { $count } more not shown

## Reading files

file-unreadable = this file cannot be read: { $cause }
    .help = see whether another program holds it and whether you may read it
file-too-large = the file is too large: { $size }, at most { $limit }
    .help = shrink the picture or split the article
too-many-files = more than { $limit } files
    .help = make sure --root is the site's folder and not a whole disk
not-utf8 = the file is not UTF-8
    .help = open it in an editor and save it again with the encoding UTF-8
link-leaves-root = this link leads out of the site's folder and was refused
    .help = copy the file into the site instead of linking to it
name-not-utf8 = the file name is garbled: { $path }
    .help = give the file a new name
names-differ-in-case = differs from { $other } in upper and lower case only, which is one file on Windows
    .help = rename one of the two
file-not-used = this file is not used
    .help = articles go to content/articles, records to content/campaigns, pages to content/pages, all as .md; settings are content/site.yaml, observances content/observances.yaml; pictures are svg, jpg, png or webp; move other files away

## YAML and front matter

front-matter-missing = the file has no front matter
    .label = the first line should be ---
    .help = begin with a line ---, then title, date and so on, then another line ---
front-matter-not-closed = the front matter does not end
    .label = it begins here
    .help = close it with a line ---
yaml-syntax = this is not valid YAML: { $detail }
    .help = write a space after each colon; quote a text that has a colon in it; close quotes and brackets; keep the indentation even
yaml-tab = a tab is used for indentation
    .label = here
    .help = use spaces, two for each level
yaml-duplicate-key = `{ $key }` is written twice
    .label = the second time
    .help = keep one of the two
yaml-too-much = too much content, too deep nesting or too many references; reading stopped
    .help = at most { $nodes } values and { $aliases } aliases (*name); nest less, split the file or write the references out
unknown-key = unknown key `{ $key }`
    .label = { $suggestion ->
        [none] there is no such key
       *[other] did you mean `{ $suggestion }`?
    }
    .help = known here: { $known }
missing-key = `{ $key }` is missing
    .label = in this block
    .help = add { $key }: …
wrong-type = expected { $expected ->
        [text] a text
        [list] a list
        [map] a mapping (lines of `name: value`)
        [number] a number
       *[flag] true or false
    }, found { $found ->
        [text] a text
        [list] a list
        [map] a mapping
        [number] a number
        [flag] true or false
       *[nothing] nothing
    }
    .help = { $expected ->
        [text] write one text; quote true or false where it is meant as text
        [list] put each entry on its own line behind a hyphen and a space
        [map] write each entry as `name: value`, such as { "{" }file: a.svg, alt: what it shows{ "}" }
        [number] write digits only, without a unit
       *[flag] write true or false
    }
empty-value = this is empty
    .help = fill it in or remove the key
too-few = `{ $key }` has { $count }, at least { $limit } are needed
    .help = add some more, until there are { $limit }
too-many = `{ $key }` has { $count }, at most { $limit } are allowed
    .help = drop the less important ones or move them to another file
text-too-long = the text is too long: { $length } characters, at most { $limit }
    .help = shorten it; details belong in the body
unknown-value = `{ $key }` cannot be this
    .label = { $suggestion ->
        [none] not one of the choices
       *[other] did you mean `{ $suggestion }`?
    }
    .help = choices: { $allowed }
choice-not-offered = there is no `{ $key }` to choose here
    .label = of no use
    .help = leave it out; a print-shop file (shop) is not cut to pages, and the README says what each format offers
control-character = there is an invisible control character { $character }
    .help = delete it; it usually comes from pasting out of another program

## Settings

site-config-missing = { $path } was not found
    .help = run in the site's folder or name it with --root; `banbao new FOLDER` makes a new site
base-url-invalid = the address `{ $written }` is not valid
    .help = write https://host/path/, or remove the line while there is no address
base-url-missing = a government site (`kind: government`) must state its address
    .help = add `base_url: https://host/`; the page tags take the site's domain from it
site-code-missing = the government site has no site code (网站标识码) yet
    .help = add `site_code` once you have the ten characters; until then the page tags leave it out
registration-invalid = `{ $written }` does not look like { $key ->
        [site_code] a site code (网站标识码)
        [icp] an ICP filing number
       *[police] a police filing number
    }
    .help = copy it from the certificate, such as { $example }, or remove the line while there is none
email-invalid = `{ $written }` is not an e-mail address
    .help = write it as name@domain, such as jkjy@example.cn
footer-link-invalid = `{ $written }` is not a web address
    .help = write the whole address, beginning with https://
theme-unknown = there is no theme `{ $theme }`
    .label = { $suggestion ->
        [none] not found
       *[other] did you mean `{ $suggestion }`?
    }
    .help = a theme of your own is a folder themes/{ $theme }/; built in are township (the default) and wall
theme-file-missing = the theme has no { $file }
    .help = add the file; the default theme has one to copy
theme-extends-itself = themes extend each other in a circle: { $way }
    .help = change `extends` in one theme.yaml; without it a theme extends the default one
theme-chain-too-long = more than { $limit } themes extend each other
    .help = at most { $limit } may; join some of them
option-unknown = this theme has no option `{ $option }`
    .label = { $suggestion ->
        [none] there is no such option
       *[other] did you mean `{ $suggestion }`?
    }
    .help = { $known ->
        [none] this theme has no options; remove it
       *[other] it has: { $known }
    }
option-name-invalid = `{ $name }` cannot name an option
    .help = begin with a lower-case letter; use lower-case letters, digits and underscores only, as in seconds

## Content

date-invalid = `{ $written }` is not a date
    .help = write it as 2026-05-31 and make sure the day exists
time-invalid = `{ $written }` is not a time
    .help = write it as "09:00"
date-range-inverted = { $second } ({ $second_date }) is before { $first } ({ $first_date })
    .help = check both dates and swap them if need be
date-outside-year = { $written } is not in { $year }
    .help = this record is { $year }.md: correct the date or rename the file
quantity-invalid = `{ $written }` is not a quantity
    .help = at most 99999, without 万: write 200, 200余人次, 约3000份 or { "{" }value: 200, unit: 人次, approx: true{ "}" }
slug-invalid = `{ $slug }` cannot be a page address
    .help = use lower-case letters, digits and hyphens, such as hypertension; where a file name does not fit, rename the file, or set `slug` in an article
slug-duplicate = the page address `{ $slug }` is taken by { $other }
    .help = rename one of the two
slug-reserved = the page address `{ $slug }` is used by the site itself
    .help = choose another name
alias-invalid = `{ $alias }` cannot be a former address
    .help = write the former name, such as old-name, or the path from the site's top folder, such as news/2019/old.html
publication-time-missing = a government site states the minute of publication; here is only { $written }
    .help = add the time at which it is really published, such as 2026-05-12 08:30
register-unreadable = the register of first publications (.banbao/published.json in the output folder) cannot be read: { $cause }
    .help = put a copy of the file back; without one, take it away, and the next build starts a new register
publication-time-rewritten = the time of publication is now { $now }, but it was first published as { $first }
    .help = change it back to { $first } and put a change of the text into `updated`; a time of publication is never rewritten
author-or-reviewer-missing = neither an author nor a reviewer is named
    .label = in this block
    .help = add author: or reviewer: with a department, not a person
topic-unknown = there is no topic `{ $topic }`
    .label = { $suggestion ->
        [none] not in the list of topics
       *[other] did you mean `{ $suggestion }`?
    }
    .help = use a topic the site has, or add it to `topics` in content/site.yaml; part topics by commas
article-unknown = there is no article `{ $article }`
    .label = { $suggestion ->
        [none] not found
       *[other] did you mean `{ $suggestion }`?
    }
    .help = write the article's file name without .md
campaign-unknown = there is no campaign record `{ $campaign }`
    .label = { $suggestion ->
        [none] not found
       *[other] did you mean `{ $suggestion }`?
    }
    .help = write observance/year, such as aids-day/2026
board-name = the name of a board must contain “{ $words }”
    .help = write it as the norm asks; without `name` the board is called “{ $words }”
board-item = an item must be one thing, and one only
    .help = write one of { $kinds }; several items are several lines, each beginning with `-`
issue-twice = issue { $number } of { $year } is written twice
    .help = give it another number
board-centre = the centre of the board is { $centre } mm above the ground; the norm is { $least }–{ $most } mm
    .help = hang the board higher or lower, or correct `centre`
board-draft = “{ $name }”, which the board shows, is still a draft
    .label = it is printed all the same
    .help = take away its `draft: true` when it is done, or show something else
observance-unknown = unknown observance `{ $observance }`
    .help = { $suggestion ->
        [none] write the observance's id, such as no-tobacco-day; the folder of its records has the same name. One that is not there can be added in content/observances.yaml, under `add`
       *[other] write the observance's id; did you mean `{ $suggestion }`?
    }
observance-taken = there is this observance already: { $observance }
    .help = if it is another one, choose another id and name; a date or theme of one year belongs under `years`
announced-twice = { $observance } is announced twice for { $year }
    .help = make it one entry, or remove one
announced-outside-year = { $written } is not in { $year }
    .help = check `year` and `start`: both are of the same year
campaign-path-invalid = this is not the place of a campaign record
    .help = put it at content/campaigns/<observance>/<year>.md, such as content/campaigns/no-tobacco-day/2026.md
campaign-not-on-record = there was no { $name } in { $year }, or none is on record
    .help = check the year; if it was held, write start and end
picture-missing = the picture `{ $picture }` was not found
    .label = { $suggestion ->
        [none] not found
       *[other] did you mean `{ $suggestion }`?
    }
    .help = put it beside the article or into content/images/ and write only its file name
picture-unreadable = this picture cannot be opened: { $cause }
    .help = open it in a picture program and save it again
picture-too-large = the picture is too large: { $size } pixels, at most { $limit } megapixels
    .help = make it smaller first
picture-too-heavy = unpacked, the picture takes { $size } of memory, at most { $limit }
    .help = make it smaller, or save it as a plain JPEG or PNG with 8 bits for each colour
picture-too-complex = drawn out, this vector picture has more than { $limit } shapes, or reuses itself without end
    .help = simplify it in the drawing program, or export it as PNG
picture-format = this is a { $kind } file, which browsers cannot show
    .help = save it as JPEG on the phone or in a picture program; iPhone: Settings › Camera › Formats › Most Compatible
picture-truncated = the picture breaks off before its end
    .help = copy it again from the phone or camera, and wait until the copy is finished
picture-misnamed = the name does not match the file: this is a { $kind } picture
    .help = it is used as the { $kind } picture it is; better rename it to .{ $ending }
picture-animated = this picture moves; the website shows its first frame only
    .help = if every frame matters, save the important ones as pictures of their own
picture-no-alt = the picture `{ $picture }` has no text that stands for it
    .label = { $form ->
        [markdown] the brackets are empty
       *[other] there is nothing behind it
    }
    .help = say what it shows: { $form ->
        [markdown] ![a doctor takes an old man's blood pressure](file); for mere decoration write ![""](file)
       *[other] alt: a doctor takes an old man's blood pressure; for mere decoration write alt: ""
    }
picture-outside = the picture `{ $picture }` is not in the site
    .help = download it into content/images/ if you may use it

## Markdown

nesting-too-deep = quotations or lists stand more than { $limit } levels inside each other
    .help = delete the extra > at the line's start or use fewer levels
heading-level-one = the body has a first-level heading `{ $text }`
    .help = the title is in the front matter; headings in the body begin at ##
container-unknown = there is no box `{ $kind }`
    .label = { $suggestion ->
        [none] unknown
       *[other] did you mean `{ $suggestion }`?
    }
    .help = known: { $known }
emphasis-open = these ** do not make bold text
    .label = shown as they are
    .help = move the punctuation outside the stars, such as “**重点**”, or delete them
link-target-missing = the link's target `{ $target }` does not exist
    .label = { $suggestion ->
        [none] not found
       *[other] did you mean `{ $suggestion }`?
    }
    .help = write the target's place seen from this file, such as hypertension.md or ../campaigns/no-tobacco-day/2026.md
link-fragment-missing = { $target } has no heading `{ $fragment }`
    .label = { $suggestion ->
        [none] not found
       *[other] did you mean `{ $suggestion }`?
    }
    .help = behind # stands the heading's text without punctuation
link-unpublished = the link's target { $target } is a draft
    .help = the link appears once it is published; until then only its text is shown
link-scheme-refused = { $scheme }: links are not allowed
    .help = use https, http, mailto, tel or a file of the site
footnote-undefined = the footnote { $label } has no text
    .help = add a line { $label }: text at the end
html-removed = <{ $tag }> in the body is unsafe or not supported and was removed
    .help = delete it and write Markdown

## Health days in texts

edition-wrong = { $name } has another number: { $written }
    .label = { $right ->
        [none] it was not counted yet in { $year }
       *[other] in { $year } it is { $right }
    }
    .help = { $right ->
        [none] check the year and the number
       *[other] write { $right }
    }{ $other_year ->
        [none] { "" }
       *[other] ; { $written } is that of { $other_year }
    }{ $verified ->
        [yes] { "" }
       *[no] ; this count is computed: if the year's notice says otherwise, write { $comment } on the line before
    }
edition-unit = { $name } has another measure word: { $written }
    .label = notices say { $right }
    .help = write { $right }
edition-uncounted = { $name } has no agreed number: { $written }
    .label = nothing to check this number against
    .help = write the year instead; if the year's notice has this number, write { $comment } on the line before
weekday-wrong = { $date } is not a { $written }
    .label = it is a { $right ->
        [monday] Monday (星期一)
        [tuesday] Tuesday (星期二)
        [wednesday] Wednesday (星期三)
        [thursday] Thursday (星期四)
        [friday] Friday (星期五)
        [saturday] Saturday (星期六)
       *[sunday] Sunday (星期日)
    }
    .help = write { $right ->
        [monday] 星期一
        [tuesday] 星期二
        [wednesday] 星期三
        [thursday] 星期四
        [friday] 星期五
        [saturday] 星期六
       *[sunday] 星期日
    } or check the date
date-not-real = there is no { $written }
    .help = { $last ->
        [none] a year has 12 months: check the month
       *[other] the last day of that month is { $last }
    }
observance-date-wrong = { $name } has another date
    .label = in { $year } it is { $days }
    .help = write { $days } or check the year
year-stale = the record of { $year } says { $written }
    .label = should it be { $year }?
    .help = write { $year }; if { $written } is meant, write { $comment } on the line before
allow-unused = { $why ->
        [unknown] `{ $written }` cannot be allowed
       *[idle] there is no `{ $written }` here to allow
    }
    .label = { $suggestion ->
        [none] { "" }
       *[other] did you mean `{ $suggestion }`?
    }
    .help = { $why ->
        [unknown] what can be allowed: { $known }
       *[idle] delete the comment; one stands at the end of the line or alone on the line before
    }

## Upkeep of a government site

column-empty = there is no article of the topic `{ $column }` yet
    .help = publish one or remove the topic; inspections of government sites count empty columns
site-not-updated = nothing has been published or changed for { $days } days, the last time on { $last }
    .help = publish or revise an article; a government site's home page must change every { $limit } days

## Making

path-taken = two texts would be written to { $path }
    .help = the other one is { $other }; rename one of the two
template-fault = the page template is faulty: { $message }
    .help = correct this template of the theme
sheet-fault = the sheet is faulty: { $message }
    .help = correct this template of the theme
sheet-overflow = the { $sheet ->
        [poster] poster
        [handout] handout
        [prescription] prescription
        [board] board
        [banner] banner
        [slides] slide
       *[other] page
    } has no room: { $what ->
        [title] the title
        [theme] the theme
        [slogans] the slogans
        [messages] the key messages
        [key_points] the key points
        [summary] the summary
        [text] the text
        [panel] this panel
        [header] the header
        [hotlines] the hotlines
       *[footer] the organisation and the source
    }, { $by } too much
    .label = the longest text is here
    .help = { $what ->
        [slogans] shorten the slogans or give fewer
        [messages] shorten the key messages or give fewer
        [key_points] shorten the key points or give fewer
        [panel] shorten the text, put less into this issue, or use a larger board
        [hotlines] give fewer hotlines in content/site.yaml
       *[other] shorten the text
    }
glyph-missing = the print fonts have no `{ $character }` ({ $code_point })
    .label = this character
    .help = use a common character, or put a font that has it into themes/<theme>/fonts/
nothing-to-print = this article has no key points: { $sheet ->
        [prescription] the prescription would be empty
        [board] its panel on the board would be empty
       *[other] its slides would be a title alone
    }
    .label = this article
    .help = write `key_points` into its front matter
picture-coarse = the picture { $picture } will be blurred on paper: { $dpi } dots per inch on “{ $sheet }”, at least { $least } are needed
    .label = this picture
    .help = use an original with more pixels (not one a chat program has shrunk), or an SVG drawing
text-too-small = the running text of “{ $sheet }” comes out { $height } high; to be read from { $distance } it must be at least { $least }
    .label = this issue
    .help = put less into this issue or shorten its texts; if people stand nearer, change `distance`
calendar-overflow = “{ $sheet }” has no room for the { $what ->
        [hotlines] hotlines
       *[events] health days
    }, { $by } too much
    .help = { $what ->
        [hotlines] write fewer hotlines in site.yaml, or shorter names
       *[events] silence observances you do not need in content/observances.yaml, shorten their names, or write `printed_months: 0` in site.yaml to print no calendars
    }
calendar-glyph-missing = the print fonts have no `{ $character }` ({ $code_point }), which “{ $sheet }” needs for “{ $text }”
    .help = use a common character, or put a font that has it into themes/<theme>/fonts/
font-unreadable = this font cannot be read
    .help = use a TrueType or OpenType font

## Command line

## Calendar

calendar-never = nothing changes within a year
calendar-month-name = { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
calendar-date = { calendar-month-name } { $day }, { $year }
calendar-span = { $from } to { $to }: { $days } health days, { $records } with a campaign record
calendar-legend = ★ every township, every year; the others as local conditions ask
calendar-month = { calendar-month-name } { $year }
calendar-weekday = { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
calendar-day = { calendar-weekday } { calendar-month-name } { $day }
calendar-end = { calendar-month-name } { $day }
calendar-days = { calendar-month-name } { $day } – { $end }
calendar-begun = going on
calendar-today = today
calendar-left = in { $days ->
        [one] 1 day
       *[other] { $days } days
    }
calendar-record = record: { $file }
calendar-theme = theme: { $theme }
calendar-missing = missing: { $missing }
missing-record = the campaign record (page and poster come from it)
missing-poster = the poster
missing-theme = the theme (待通知)
missing-release = its release (still a draft)
calendar-awaited = Days still to be announced
calendar-typical = { " " }(usually { $typical })
calendar-articles = Articles
calendar-review = review due { $day }: { $title } ({ $file })
calendar-expires = expires { $day }: { $title } ({ $file })
calendar-board = Boards: last changed { $last }, to be changed again before { $due }
calendar-board-soon = Boards: time to prepare a change; last changed { $last }, due { $due }
calendar-board-late = Boards: to be changed now; last changed { $last }, due { $due }
calendar-board-unknown = Boards: no change is recorded; write each issue into content/boards, or the change under `activities` of a campaign record, with the form 宣传栏更新

build-done = built { $articles } articles, { $campaigns } campaigns, { $pages } pages, { $sheets } sheets to print in { $seconds } s
build-published = published to { $out }: { $files } files, { $written } written, { $removed } removed
build-faults = there are errors; nothing was published and what was published before is untouched
check-done = all is well: { $articles } articles, { $campaigns } campaigns, { $pages } pages, { $sheets } sheets to print, checked in { $seconds } s
check-faults = the check failed
print-file = { $path }
print-done = printed { $files } files, { $written } of them newly written, in { $seconds } s
print-faults = there are errors; nothing was printed
watch-waiting = watching content and themes in { $path }{ $how ->
        [polling] {" "}by looking every second
       *[events] {""}
    }; press Ctrl+C to end
watch-polling = { $why ->
        [limit] the system has no folder watches left
        [silent] files changed here and the system did not tell, as on network drives and USB sticks
       *[refused] the system refuses to watch the folders ({ $cause })
    }; from now on the files are looked at every second, and the site is still built again, only a little later
    .help = { $why ->
        [limit] have an administrator run sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=1024, then start banbao watch again
       *[other] nothing needs to be done; next time you may run banbao watch --poll
    }
watch-built = { $time } built: { $written } files written, { $removed } removed, { $seconds } s
serve-ready = the site is at { $url } · press Ctrl-C to end
serve-shown = { $time } { $changed ->
        [0] shown
       *[other] { $names } changed, shown
    }: { $files } files, ready in { $seconds } s
serve-stays = { $time } errors{ $changed ->
        [0] {""}
       *[other] {" "}({ $names })
    }; the browser goes on showing the last state without them. Correct them and it follows. { $seconds } s
serve-no-browser = no browser could be opened
    .help = open { $url } yourself
failure-serve = cannot listen at { $address }: { $cause }
    .help = perhaps banbao serve is running already; end it, or take another port with --port
watch-rebuilt = { $time } { $changed ->
        [one] 1 file
       *[other] { $changed } files
    } changed ({ $names }): { $written } files written, { $removed } removed, { $seconds } s
watch-faults = { $time } errors, nothing published{ $changed ->
        [0] {""}
       *[other] {" "}({ $names })
    }; what was there stays. Correct them and it builds again. { $seconds } s
watch-failed = { $time } this build failed; it is tried again by itself
serve-faults = There are errors. You see the last state without them; correct them and this goes away.
serve-faulty = This page has errors and cannot be shown. Correct them and it appears.
serve-close = Close
serve-missing = There is no such page.
serve-broken = This page could not be made. Please report it; the terminal says more.
serve-method = This preview answers GET and HEAD only.
serve-host = Refused: the preview does not answer to this name. Open { $url } instead.
serve-day = Preview of { calendar-date }
serve-day-back = Back to today
serve-day-wrong = { $written } is not a day. Write it as in ?today=2026-05-31, or leave it empty for today.
new-done = a new site is in { $path } ({ $files } files). Next: banbao build --root { $path }
new-not-empty = the folder { $path } is not empty
    .help = choose a new folder
progress-making = making
progress-begin = making { $total } files …
progress-step = { $done } of { $total } made
failure-read = cannot read { $path }: { $cause }
    .help = make sure the folder exists and you may open it
progress-wait = another banbao is writing into { $out }; waiting until it is done …
failure-write = cannot write { $path }: { $why ->
        [full] the disk, or your share of it, is full ({ $cause })
        [denied] you may not write here ({ $cause })
        [read-only] this disk is read-only ({ $cause })
        [open] another program has it open ({ $cause })
        [open-or-denied] another program has it open, or you may not write here ({ $cause })
        [in-the-way] something else is in its place, a file where a folder belongs or the reverse ({ $cause })
        [other-disk] it is not on the disk of the output folder ({ $cause })
       *[none] { $cause }
    }
    .help = { $why ->
        [full] make room, or choose another disk with --out, then run again
        [denied] ask whoever looks after this computer for permission, or choose a folder of your own with --out, then run again
        [read-only] unlock the stick or card, ask whoever looks after this computer to make the disk writable, or choose another folder with --out, then run again
        [open] close the program that has it open, such as a PDF reader, then run again
        [open-or-denied] close the program that has it open, such as a PDF reader, then run again; if that does not help, ask for permission to write
        [in-the-way] move or rename what is there, then run again
        [other-disk] choose a folder on that disk with --out
       *[none] look at the disk and the folder, then run again
    }; what was published before is untouched
failure-swap = { $path } cannot be swapped as a whole, as --atomic asks: { $why ->
        [in-use] you are in this folder, or the site's texts are
        [link] it is a link to another folder
       *[mount-point] another disk is mounted at it
    }
    .help = { $why ->
        [in-use] run from another folder, or choose one for the output alone with --out
        [link] give the real folder with --out
       *[mount-point] choose a folder inside that disk with --out
    }; or leave out --atomic. What was published before is untouched
usage-unknown-argument = unknown argument { $argument }{ $value }
    .help = { $suggestion ->
        [none] see banbao --help
       *[other] did you mean { $suggestion }?
    }
usage-unknown-command = there is no command { $argument }{ $value }
    .help = { $suggestion ->
        [none] see banbao --help
       *[other] did you mean { $suggestion }?
    }
usage-missing-argument = { $argument }{ $value } is missing
    .help = { $suggestion ->
        [none] see banbao --help
       *[other] did you mean { $suggestion }?
    }
usage-invalid-value = { $argument } cannot be `{ $value }`
    .help = { $suggestion ->
        [none] see banbao --help
       *[other] did you mean { $suggestion }?
    }
usage-twice = { $argument } is given twice
    .help = give it once
usage-conflict = the argument { $argument } cannot be used with { $prior }
    .help = write one of the two
usage-needs-value = { $argument } needs a value
    .help = see banbao --help
usage-today = `{ $written }` is not a date
    .help = write --today 2026-05-31
usage-out-in-source = cannot publish into { $path }: it holds the sources
    .help = give another folder with --out, such as out

usage-print-what = what shall be printed?
    .help = give a name such as campaigns/no-tobacco-day/2026; `banbao print --list` shows what there is
usage-print-unknown = there is nothing to print called `{ $subject }`
    .help = { $suggestion ->
        [none] `banbao print --list` shows what there is
       *[other] did you mean `{ $suggestion }`? `banbao print --list` shows everything
    }
usage-print-format = `{ $subject }` cannot be printed in this format
    .help = --format may be: { $allowed }
usage-print-choice = the value of { $argument } cannot be `{ $value }`
    .help = it may be: { $allowed }
usage-print-no-choice = { $key ->
        [tile] --tile has no use here: only what you print yourself and is larger than the printer's paper is put together
       *[other] this format has no { $argument } to choose
    }
    .help = leave { $argument } out

help-about = Banbao: health education articles and campaign records become a website and posters
help-usage = Usage:
help-commands = Commands
help-options = Options
help-arguments = Arguments
help-build = Make the website and the posters
help-watch = Make them again whenever a file changes
help-poll = Look at the files every second instead of waiting for the system to tell: for network drives, USB sticks and shared folders of virtual machines
help-serve = Show the site in a browser, always as the files are now
help-address = Address to listen at; 0.0.0.0 lets other machines of the network look, too (127.0.0.1)
help-port = Port to listen at; 0 takes any free one (4321)
help-open = Open it in your browser
help-check = Check everything, publish nothing
help-calendar = What is coming, what is prepared and what is missing
help-print = Print one thing: poster, handout, prescription, board, banner, slides, calendar
help-print-what = What: campaigns/no-tobacco-day/2026, articles/heat, boards/gate, calendar/2026-05
help-print-list = List everything that can be printed
help-format = poster, handout, prescription, board, banner or slides
help-size = Paper: A4, A3, A2, A1, 420x570, 570x840, 600x900, 700x1000; a banner may be 6000x700 (mm)
help-orientation = Upright or on its side
help-layout = How a poster is laid out
help-profile = office: colour printer; mono: black and white; shop: 3 mm bleed and crop marks
help-tile = Also as a pack of A4 or A3 pages to be put together
help-full-text = Print the whole text of a handout, not only its key points
help-text = The words of a banner (else the campaign's theme or first slogan)
help-year = The whole of one year
help-months = So many months from today, 1 to 24 (default 3)
help-next = Only the instant at which the site changes next, for schedulers
help-new = Start a small new site
help-dir = The folder of the new site
help-root = The site's folder, which holds content (default: this folder)
help-out = The folder to publish into (default: out in the site's folder)
help-today = The day to build for (default: today)
help-atomic = Swap the whole output folder in one step: all old or all new
help-drafts = Also build drafts
help-future = Also build what is to be published later
help-deny = With --deny warnings a warning stops the build, too
help-lang = Speak Chinese or English (default: as the system does)
help-json = Print the result as JSON, for other programs
help-help = Show this help
help-version = Show the version
help-licences = Show the licences of fonts and software used
help-exit-codes = Exit codes: 0 done; 1 faults in the content, nothing published; 2 wrong usage; 3 disk or permissions
