// The page around a report: its head, its style on screen, light and dark, and on paper.
#include "report/html.h"

#include "report/type.h"

static const char style[] =
    ":root{color-scheme:light dark;--paper:#fbf7ef;--sheet:#fff;--ink:#1f2a44;--soft:#55607a;--li"
    "ne:#ddd3c0;--accent:#1a665e;--teal:#2a8c82;--tealtint:#dcf0ed;--ochretint:#faeed3;--ochre:#7"
    "9530a;--skytint:#e0f0f6;--focus:#1f4e79}\n"
    "@media (prefers-color-scheme:dark){:root{--paper:#161b26;--sheet:#202736;--ink:#f1ede4;--sof"
    "t:#b6bfd0;--line:#3d475c;--accent:#7fd3c8;--teal:#4db3a7;--tealtint:#2a3a45;--ochretint:#3d3"
    "31c;--ochre:#f0cf86;--skytint:#22394a;--focus:#9cc7f2}}\n"
    "*{box-sizing:border-box}\n"
    "html{background:var(--paper);color:var(--ink);font:100%/1.5 'Atkinson Hyperlegible Next','At"
    "kinson Hyperlegible',Verdana,sans-serif;scroll-padding-top:1rem}\n"
    "body{max-width:72rem;margin:0 auto;padding:2.5rem 1.25rem 4rem;overflow-wrap:break-word}\n"
    "h1{font-size:2.25rem;line-height:1.15;margin:0 0 .5rem}\n"
    "h2{font-size:1.5rem;line-height:1.25;margin:3rem 0 1rem;padding-top:1rem;border-top:3px soli"
    "d var(--teal)}\n"
    "h3{font-size:1.15rem;margin:2rem 0 .5rem}h4{font-size:1.05rem;margin:1.25rem 0 .4rem}h5,h6{f"
    "ont-size:.95rem;margin:.9rem 0 .4rem}h3.step{color:var(--accent);font-size:1rem}\n"
    "p{max-width:42rem;margin:.4rem 0}.lead{font-size:1.2rem}.soft{color:var(--soft)}.kicker{colo"
    "r:var(--soft);font-weight:600;margin:0}\n"
    "a{color:var(--accent)}:focus-visible{outline:3px solid var(--focus);outline-offset:2px;borde"
    "r-radius:.2rem}\n"
    ".skip{position:absolute;left:1rem;top:-4rem;background:var(--sheet);padding:.6rem 1rem;borde"
    "r-radius:.5rem}.skip:focus{top:.5rem}\n"
    "nav h2{font-size:1rem;border:0;margin:1.5rem 0 .25rem;padding:0}nav ul{list-style:none;displ"
    "ay:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0}nav a{display:block;padding:.45rem .8rem"
    ";background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;text-decoration:no"
    "ne}\n"
    ".notice{background:var(--ochretint);color:var(--ochre);border-radius:.5rem;padding:.6rem .9r"
    "em;font-weight:600}\n"
    "table{border-collapse:collapse;width:100%;background:var(--sheet);border-radius:.5rem;margin"
    ":.75rem 0}table.narrow{width:auto;min-width:20rem}\n"
    "caption{text-align:left;font-weight:600;padding:.4rem 0}caption.soft{font-weight:400}th,td{t"
    "ext-align:left;vertical-align:top;padding:.5rem .75rem;border-bottom:1px solid var(--line)}["
    "dir=auto]{text-align:start}\n"
    "th{font-weight:600}thead th{color:var(--soft);font-size:.9rem}.number{text-align:right;font-"
    "variant-numeric:tabular-nums;white-space:nowrap}thead th.number{text-align:right}\n"
    ".scroll{overflow-x:auto}.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(1"
    "5rem,1fr));gap:1rem 1.5rem}.column>:first-child{margin-top:0}\n"
    "ul.notes{list-style:none;margin:0;padding:0}ul.wide{display:grid;grid-template-columns:repea"
    "t(auto-fill,minmax(18rem,1fr));gap:0 1rem}\n"
    ".notes li{overflow-wrap:anywhere;background:var(--sheet);border:1px solid "
    "var(--line);border-radius:.5rem;padding:."
    "55rem .75rem;margin:0 0 .5rem}.notes small{display:block;color:var(--soft);font-size:.9rem}"
    "\n"
    ".pile{background:var(--skytint);border-radius:.6rem;padding:.6rem .6rem .1rem;margin:0 0 .6r"
    "em}.pile>:first-child{margin:0 0 .4rem}.mark{font-weight:600;color:var(--ochre)}\n"
    "svg.bar{display:block;width:100%;height:1.1rem}svg.bar .track{fill:var(--tealtint)}svg.bar ."
    "part{fill:var(--teal)}\n"
    ".bars{background:none}.bars tbody td,.bars tbody th{border:0;padding:.15rem .75rem .15rem 0;"
    "font-weight:400;vertical-align:middle}.bars thead th{border:0;padding:.15rem .75rem .15rem 0"
    "}.bars tbody td:nth-child(2){width:50%}\n";

static const char style_poster[] =
    "figure.poster{margin:1rem 0}.stage{position:relative;border-radius:.5rem;overflow:hidden;con"
    "tainer-type:inline-size}.stage img{width:100%;height:auto;display:block}\n"
    "svg.zones{position:absolute;inset:0;width:100%;height:100%}.hot{fill:var(--heat)}polygon.hot"
    "{stroke:var(--heat);stroke-width:3}polygon.cold{fill:#fff;stroke:none}polygon.chosen{stroke:#"
    "1a6"
    "65e;stroke-width:7}svg.zones a:hover polygon{stroke:#1f2a44;stroke-width:6}\n"
    ".plates{list-style:none;margin:0;padding:0}.plates li{position:absolute;transform:translate("
    "-50%,-50%);width:max-content;max-width:10rem}\n"
    ".plate{display:block;min-width:1.75rem;min-height:1.75rem;padding:.15rem .45rem;background:#"
    "fbf7ef;color:#3f4963;border:1px solid #ddd3c0;border-radius:.4rem;text-align:center;text-dec"
    "oration:none;font-size:.72rem;line-height:1.2}.plate span{display:block}.plate.speaks{backgr"
    "ound:#fff;color:#1f2a44}.plate.speaks .name{font-weight:700}.plate.chosen{border:3px solid #"
    "1a665e}.plate:hover,.plate:focus-visible{background:#1f2a44;color:#fff}\n"
    "@container (max-width:52rem){.plates li{max-width:5.5rem}.plate{font-size:.62rem;padding:.1r"
    "em .25rem}.plate:not(.speaks) .name{width:1px;height:1px;overflow:hidden;position:absolute;c"
    "lip-path:inset(50%)}.plate:not(.speaks){background:#fbf7efcc}}\n"
    "@container (max-width:34rem){.plate .name{width:1px;height:1px;overflow:hidden;position:abso"
    "lute;clip-path:inset(50%)}.plate span+span+span{display:none}}\n"
    "figcaption{color:var(--soft);margin-top:.5rem}.legend{display:block}.legend "
    "svg{background:#fff;width:6rem;h"
    "eight:.75rem;vertical-align:baseline}\n"
    ".blocks{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1rem}.blo"
    "ck{background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.2"
    "5rem}.block h3{margin:0 0 .25rem}.block ul{margin:.5rem 0 0;padding-left:1.2rem}.block.chose"
    "n{border:2px solid var(--teal)}.block:target{outline:4px solid var(--focus);outline-offset:2"
    "px}\n"
    "footer{margin-top:4rem;border-top:1px solid var(--line);padding-top:1rem;font-size:.9rem}\n"
    "@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}\n"
    "@media print{:root{--paper:#fff;--sheet:#fff;--ink:#1f2a44;--soft:#55607a;--line:#ddd3c0;--a"
    "ccent:#1a665e;--teal:#2a8c82;--tealtint:#dcf0ed;--ochretint:#faeed3;--ochre:#79530a;--skytin"
    "t:#e0f0f6}html{font-size:10pt}body{max-width:none;padding:0}nav,.skip{display:none}a{color:i"
    "nherit;text-decoration:none}h2,h3,h4,h5{break-after:avoid}tr,.notes li,figure,.block{break-i"
    "nside:avoid}table{border-radius:0}*{print-color-adjust:exact;-webkit-print-color-adjust:exac"
    "t}@page{size:A4;margin:18mm}}\n";

void html_text(Str *out, const char *text) {
    const char *from = text;
    for (; *text; text++) {
        const char *as = NULL;
        switch (*text) {
        case '&': as = "&amp;"; break;
        case '<': as = "&lt;"; break;
        case '>': as = "&gt;"; break;
        case '"': as = "&quot;"; break;
        case '\'': as = "&#39;"; break;
        case '\n': as = "<br>"; break;
        default: continue;
        }
        str_append_bytes(out, from, (size_t)(text - from));
        str_append(out, as);
        from = text + 1;
    }
    str_append(out, from);
}

void html_element(Str *out, const char *tag, const char *text) {
    str_format(out, "<%s>", tag);
    html_text(out, text);
    // What follows the name of the tag are its attributes.
    size_t n = 0;
    while (tag[n] && tag[n] != ' ') n++;
    str_format(out, "</%.*s>\n", (int)n, tag);
}

void html_heading(Str *out, int level, const char *attributes, const char *text) {
    int number = level < 6 ? level : 6;
    str_format(out, "<h%d%s%s>", number, *attributes ? " " : "", attributes);
    html_text(out, text);
    str_format(out, "</h%d>\n", number);
}

void html_bars_head(Str *out, const char *caption, const char *label, const char *count) {
    str_append(out, "<table class=\"bars\">");
    html_element(out, "caption", caption);
    str_append(out, "<thead><tr>");
    html_element(out, "th scope=\"col\"", label);
    str_append(out, "<td></td>");
    html_element(out, "th scope=\"col\" class=\"number\"", count);
    str_append(out, "</tr></thead><tbody>\n");
}

void html_bar_row(Str *out, const char *label, int count, int most) {
    int width = most > 0 ? count * 200 / most : 0;
    str_append(out, "<tr>");
    html_element(out, "th scope=\"row\" dir=\"auto\"", label);
    str_format(out,
               "<td><svg class=\"bar\" viewBox=\"0 0 200 12\" preserveAspectRatio=\"none\" "
               "aria-hidden=\"true\"><rect class=\"track\" width=\"200\" height=\"12\" "
               "rx=\"2\"/><rect class=\"part\" width=\"%d\" height=\"12\" "
               "rx=\"2\"/></svg></td><td class=\"number\">%d</td></tr>\n",
               width, count);
}

void html_start(Str *out, Lang lang, const char *title) {
    str_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
               lang_code(lang));
    // Even if an escape were forgotten, nothing would run and nothing would be fetched.
    str_append(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "style-src 'unsafe-inline'; img-src data:\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, "
                    "initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n");
    html_element(out, "title", title);
    str_append(out, "<style>\n");
    str_append(out, style);
    str_format(out, ":root{--heat:#%06x}\n", HEAT);
    str_append(out, style_poster);
    str_append(out, "</style>\n</head>\n<body>\n");
}

void html_end(Str *out) {
    str_append(out, "</body>\n</html>\n");
}

void html_header_row(Str *out, const char *const *cells, int count) {
    str_append(out, "<thead><tr>");
    for (int i = 0; i < count; i++) html_element(out, "th scope=\"col\"", cells[i]);
    str_append(out, "</tr></thead>\n");
}
