// The page around a report: its head, its style on screen and on paper.
#include "report/html.h"

static const char style[] =
    ":root{--paper:#fbf7ef;--sheet:#fff;--ink:#1f2a44;--soft:#55607a;--line:#ddd3c0;--accent:#"
    "1f4e79;--teal:#2a8c82;--tealtint:#dcf0ed;"
    "--ochretint:#faeed3;--ochre:#79530a;--skytint:#e0f0f6}\n"
    "*{box-sizing:border-box}html{background:var(--paper);color:var(--ink);font:100%/1.5 'Atkinson "
    "Hyperlegible Next','Atkinson Hyperlegible',"
    "Verdana,sans-serif}\n"
    "body{max-width:62rem;margin:0 auto;padding:2.5rem 1.25rem "
    "4rem}h1{font-size:2.25rem;line-height:1.15;margin:0 0 .5rem}"
    "h2{font-size:1.5rem;line-height:1.25;margin:3rem 0 1rem;padding-top:1rem;border-top:3px solid "
    "var(--teal)}h3{font-size:1.15rem;margin:2rem 0 .5rem}"
    "h4{font-size:1rem;margin:1.25rem 0 .4rem}\n"
    "p{max-width:42rem;margin:.4rem "
    "0}.lead{font-size:1.2rem}.soft{color:var(--soft)}.kicker{color:var(--soft);font-weight:600;"
    "margin:0}"
    ".notice{background:var(--ochretint);color:var(--ochre);border-radius:.5rem;padding:.6rem "
    ".9rem;font-weight:600}\n"
    "table{border-collapse:collapse;width:100%;background:var(--sheet);border-radius:.5rem;margin:."
    "75rem 0}"
    "caption{text-align:left;font-weight:600;padding:.4rem "
    "0}th,td{text-align:left;vertical-align:top;padding:.5rem .75rem;border-bottom:1px solid "
    "var(--line)}"
    "th{font-weight:600}thead "
    "th{color:var(--soft);font-size:.9rem}.number{text-align:right;font-variant-numeric:tabular-"
    "nums;white-space:nowrap}\n"
    ".scroll{overflow-x:auto}.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax("
    "15rem,1fr));gap:1rem 1.5rem}.column h4:first-child{margin-top:0}\n"
    "ul.notes{list-style:none;margin:0;padding:0}.notes li{background:var(--sheet);border:1px "
    "solid var(--line);border-radius:.5rem;padding:.55rem .75rem;"
    "margin:0 0 .5rem;overflow-wrap:anywhere}.notes "
    "small{display:block;color:var(--soft)}.pile{background:var(--skytint);border-radius:.6rem;"
    "padding:.6rem .6rem .1rem;margin:0 0 .6rem}"
    ".pile h5{font-size:.95rem;margin:0 0 .4rem}.mark{font-weight:600;color:var(--ochre)}\n"
    "svg.bar{display:block;width:100%;height:1.1rem}.bars td,.bars th{border:0;padding:.15rem "
    ".75rem .15rem 0;font-weight:400;vertical-align:middle}.bars{background:none}.bars "
    "td:nth-child(2){width:50%}"
    "thead th.number{text-align:right}\n"
    "img.poster{width:100%;height:auto;border-radius:.5rem;margin:1rem "
    "0;display:block}footer{margin-top:4rem;border-top:1px solid "
    "var(--line);padding-top:1rem;font-size:.9rem}\n"
    "@media "
    "print{html{background:#fff;font-size:10pt}body{max-width:none;padding:0}h2,h3,h4{break-after:"
    "avoid}table,.notes li,figure{break-inside:avoid}"
    "table{border-radius:0}svg.bar,.pile,.notice{print-color-adjust:exact;-webkit-print-color-"
    "adjust:exact}@page{size:A4;margin:18mm}}\n";

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
