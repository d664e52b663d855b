// Texts into sentences: what is read aloud in one breath.
#include "base/sentences.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_sentences(void **state) {
    (void)state;
    static const struct {
        const char *text, *sentences[5];
    } rows[] = {
        {"", {NULL}},
        {" \n ", {NULL}},
        {"Zonder punt", {"Zonder punt"}},
        {"Een. Twee!  Drie?", {"Een.", "Twee!", "Drie?"}},
        {"‘Dat mag niet.’ Soms klopt dat.", {"‘Dat mag niet.’", "Soms klopt dat."}},
        {"Hij zei: ‘Kom!’ en ging.", {"Hij zei: ‘Kom!’ en ging."}},
        {"Wij doen dit zodat …", {"Wij doen dit zodat …"}},
        {"Echt?! Ja…", {"Echt?!", "Ja…"}},
        {"De Wmo 2.0 is er. É zo.", {"De Wmo 2.0 is er.", "É zo."}},
        {"Regel een\nRegel twee. Drie", {"Regel een", "Regel twee.", "Drie"}},
        {"(Samen.) Verder.", {"(Samen.)", "Verder."}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t at = 0, start, length;
        int n = 0;
        while (sentence_next(rows[i].text, at, &start, &length)) {
            const char *wanted = n < 5 ? rows[i].sentences[n] : NULL;
            if (!wanted || strlen(wanted) != length ||
                strncmp(wanted, rows[i].text + start, length) != 0)
                fail_msg("%s: %d: %.*s", rows[i].text, n, (int)length, rows[i].text + start);
            at = start + length;
            n++;
        }
        if (n < 5 && rows[i].sentences[n])
            fail_msg("%s: no %s", rows[i].text, rows[i].sentences[n]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sentences)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
