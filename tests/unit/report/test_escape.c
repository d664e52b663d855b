// Whatever people write stays what they wrote: text, in a spreadsheet and on a page.
#include "room.h"

#include "base/i18n.h"
#include "report/csv.h"
#include "report/html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *text, *csv, *html;
} rows[] = {
    {"gewoon", "\"gewoon\"", "gewoon"},
    {"", "\"\"", ""},
    {"=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"",
     "=HYPERLINK(&quot;http://x&quot;)"},
    {"+31 6 12345678", "\"'+31 6 12345678\"", "+31 6 12345678"},
    {"-1", "\"'-1\"", "-1"},
    {"@SUM(A1)", "\"'@SUM(A1)\"", "@SUM(A1)"},
    {"\t=1", "\"'\t=1\"", "\t=1"},
    {"\r=1", "\"'\r=1\"", "\r=1"},
    {"\n=1", "\"'\n=1\"", "<br>=1"},
    {"  =1+1", "\"'  =1+1\"", "  =1+1"},
    {"\xEF\xBC\x9D"
     "1",
     "\"'\xEF\xBC\x9D"
     "1\"",
     "\xEF\xBC\x9D"
     "1"},
    {"a=b", "\"a=b\"", "a=b"},
    {"een;twee", "\"een;twee\"", "een;twee"},
    {"een\ntwee", "\"een\ntwee\"", "een<br>twee"},
    {"\"hoor\"", "\"\"\"hoor\"\"\"", "&quot;hoor&quot;"},
    {"<script>alert('x')</script>", "\"<script>alert('x')</script>\"",
     "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"},
    {"Jan & Piet", "\"Jan & Piet\"", "Jan &amp; Piet"},
    {"&lt;", "\"&lt;\"", "&amp;lt;"},
    {"thuis \xF0\x9F\x8F\xA0", "\"thuis \xF0\x9F\x8F\xA0\"", "thuis \xF0\x9F\x8F\xA0"},
};

enum { ROWS = sizeof rows / sizeof *rows };

static void test_cells(void **state) {
    (void)state;
    for (int i = 0; i < ROWS; i++) {
        Str out;
        str_init(&out);
        csv_cell(&out, rows[i].text);
        assert_string_equal(str_text(&out), rows[i].csv);
        str_clear(&out);
        html_text(&out, rows[i].text);
        assert_string_equal(str_text(&out), rows[i].html);
        str_finish(&out);
    }
}

static void test_rows_and_byte_order_mark(void **state) {
    (void)state;
    // What a language writes in numbers is in its catalogue.
    const char *share = getenv("PRAATPLAAT_SHARE");
    assert_non_null(share);
    char translations[4096];
    (void)snprintf(translations, sizeof translations, "%s/translations", share);
    i18n_start(translations);
    Str out;
    str_init(&out);
    i18n_set_language("nl");
    csv_start(&out);
    const char *const cells[] = {"a", "b"};
    csv_row(&out, cells, 2);
    csv_cell(&out, "c");
    csv_number(&out, 3);
    csv_end_row(&out);
    csv_cell(&out, "d");
    csv_decimal(&out, 3.44);
    csv_end_row(&out);
    assert_string_equal(str_text(&out), "\xEF\xBB\xBF\"a\";\"b\"\r\n\"c\";3\r\n\"d\";3,4\r\n");
    // A comma between the cells leaves the comma in a number alone.
    str_clear(&out);
    csv_start(&out);
    csv_separate_by(',');
    csv_cell(&out, "c");
    csv_decimal(&out, 3.44);
    csv_end_row(&out);
    assert_string_equal(str_text(&out), "\xEF\xBB\xBF\"c\",\"3,4\"\r\n");
    str_clear(&out);
    i18n_set_language("en");
    csv_start(&out);
    csv_cell(&out, "c");
    csv_decimal(&out, 3.44);
    csv_end_row(&out);
    assert_string_equal(str_text(&out), "\xEF\xBB\xBF\"c\",\"3.4\"\r\n");
    str_finish(&out);
}

// Every place where people's words can come: notes, columns, clusters, agreements, names.
static void test_no_words_become_markup(void **state) {
    (void)state;
    static Room room;
    room_start(&room);
    static const char evil[] = "<img src=x onerror=1>";
    room_note(&room, 0, 0, evil);
    room_agree(&room, evil, evil);
    int32_t list[] = {1};
    room_happen(&room, (Event){.type = EV_CLUSTER_ADD,
                               .cluster = 1,
                               .board = ROOM_BOARD,
                               .column = 0,
                               .text = evil,
                               .list = list,
                               .list_count = 1});
    static const int roles[] = {0}, values[] = {3};
    room_scale(&room, evil, roles, values, 1, true);
    room_happen(&room, (Event){.type = EV_NOTE_MARK, .note = 1, .value = MARK_STOOD_OUT});
    room_lacks(&room, report_html, "<img src=x");
    room_holds(&room, report_html, "&lt;img src=x onerror=1&gt;");
    room_finish(&room);
}

static void test_pdf_png_and_xlsx_are_what_they_say(void **state) {
    (void)state;
    static Room room;
    room_start(&room);
    for (int i = 0; i < ROWS; i++)
        if (event_text_plain(rows[i].text, 2000) && *rows[i].text)
            room_note(&room, i % 2, i % 3, rows[i].text);
    static const struct {
        ReportWrite *write;
        const char *magic;
        size_t n;
    } kinds[] = {{report_pdf, "%PDF-", 5},
                 {report_pdf_short, "%PDF-", 5},
                 {report_png, "\x89PNG", 4},
                 {report_xlsx, "PK\3\4", 4}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        Str out = room_report(&room, kinds[i].write);
        assert_true(out.length > 1000);
        assert_memory_equal(out.text, kinds[i].magic, kinds[i].n);
        str_finish(&out);
    }
    room_finish(&room);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_rows_and_byte_order_mark),
        cmocka_unit_test(test_no_words_become_markup),
        cmocka_unit_test(test_pdf_png_and_xlsx_are_what_they_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
