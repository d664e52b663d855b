// Building one self-contained page. Texts are always escaped; nothing refers to the outside.
#ifndef PP_REPORT_HTML_H
#define PP_REPORT_HTML_H

#include "report/report.h"

void html_text(Str *out, const char *text);  // escaped; new lines become <br>
void html_start(Str *out, Lang lang, const char *title);
void html_end(Str *out);
void html_element(Str *out, const char *tag, const char *text);  // <tag>text</tag>
void html_header_row(Str *out, const char *const *cells, int count);

#endif
