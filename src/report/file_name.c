// What people wrote becomes a part of a name: cut at whole characters, cleaned of what a file system
// or the eye could take for something else.
#include "report/file_name.h"

#include "base/clock.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

enum { PLACE_BYTES = 60, GROUP_BYTES = 90 };

// Characters of Unicode that turn the direction or are not seen: "verslag<turn>fdp.exe".
static size_t unseen(const char *at) {
    static const char *const marks[] = {
        "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F",
        "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE",
        "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(at, marks[i], 3) == 0) return 3;
    return strncmp(at, "\xC2\xAD", 2) == 0 ? 2 : 0;
}

static bool refused(char c) {
    return (unsigned char)c < 32 || c == 127 || strchr("/\\:*?\"<>|", c) != NULL;
}

static bool is_edge(char c) {
    return c == ' ' || c == '.';
}

static void clean(const char *text, char *out, size_t size) {
    char whole[EVENT_SHORT_MAX + 8];
    size_t n = 0;
    for (const char *at = text; *at && n + 5 < sizeof whole;) {
        size_t skipped = unseen(at);
        if (skipped > 0) {
            at += skipped;
            continue;
        }
        char c = refused(*at) ? ' ' : *at;
        bool double_space = c == ' ' && (n == 0 || whole[n - 1] == ' ');
        if (!double_space && !(n == 0 && is_edge(c))) whole[n++] = c;
        at++;
    }
    whole[n] = '\0';
    (void)str_copy(out, size, whole);
    for (n = strlen(out); n > 0 && is_edge(out[n - 1]); n--) out[n - 1] = '\0';
}

void file_name_stem(const Session *session, const char *also, char *out) {
    char day[16] = "", place[PLACE_BYTES], group[GROUP_BYTES];
    clean(session->place ? session->place : "", place, sizeof place);
    clean(session->group ? session->group : "", group, sizeof group);
    if (session->created_ms > 0)
        clock_format_date(clock_local(session->created_ms), day, sizeof day);
    else
        (void)str_copy(day, sizeof day, session->id ? session->id : "");
    (void)snprintf(out, FILE_NAME_MAX, "%s%s%s%s%s%s%s%s", day, *place ? " " : "", place,
                   *group ? " - " : "", group, *also ? " (" : "", also, *also ? ")" : "");
}

void file_name_make(const char *stem, const char *what, const char *ending, char *out) {
    (void)snprintf(out, FILE_NAME_MAX, "%.180s - %.40s%.8s", stem, what, ending);
}
