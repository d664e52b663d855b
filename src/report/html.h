// Building one self-contained page. Texts are always escaped; nothing refers to the outside.
#ifndef PP_REPORT_HTML_H
#define PP_REPORT_HTML_H

#include "report/outcome.h"

void html_text(Str *out, const char *text);  // escaped; new lines become <br>
void html_start(Str *out, Lang lang, const char *title);
void html_end(Str *out);
void html_element(Str *out, const char *tag, const char *text);  // <tag>text</tag>
void html_header_row(Str *out, const char *const *cells, int count);

// <h3 id="…">; attributes may be "".
void html_heading(Str *out, int level, const char *attributes, const char *text);

// One row of a chart: a bar that is not heard, beside its number.
void html_bar_row(Str *out, const char *label, int count, int most);
void html_bars_head(Str *out, const char *caption, const char *label, const char *count);

// html_poster.c: the poster as a picture, its heat map, and a link for every block to "#b-<block>",
// where html_blocks tells what it got. Nothing when there is no pack.
void html_poster(const ReportInput *input, const Outcome *outcome, Str *out);
void html_blocks(const ReportInput *input, const Outcome *outcome, Str *out);

#endif
