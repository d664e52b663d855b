// Ids of sessions, and the words for states. An id is the name of a folder and is made into paths:
// nothing but a-z, 0-9 and '-' ever passes.
#include "model/session.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { ID_MAX = 60, PLACE_MAX = 24 };

bool session_id_valid(const char *id) {
    if (!id || id[0] == '\0' || id[0] == '-') return false;
    size_t n = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return id[n] == '\0' && n <= ID_MAX;
}

// The letters of place names in the Netherlands and around: Latin-1, and the IJ in one character.
static const char *fold_letter(uint32_t point) {
    static const struct {
        uint32_t first, last;
        const char *letters;
    } folds[] = {
        {0xC0, 0xC5, "a"},  {0xC6, 0xC6, "ae"}, {0xC7, 0xC7, "c"},    {0xC8, 0xCB, "e"},
        {0xCC, 0xCF, "i"},  {0xD1, 0xD1, "n"},  {0xD2, 0xD6, "o"},    {0xD8, 0xD8, "o"},
        {0xD9, 0xDC, "u"},  {0xDD, 0xDD, "y"},  {0xDF, 0xDF, "ss"},   {0xE0, 0xE5, "a"},
        {0xE6, 0xE6, "ae"}, {0xE7, 0xE7, "c"},  {0xE8, 0xEB, "e"},    {0xEC, 0xEF, "i"},
        {0xF1, 0xF1, "n"},  {0xF2, 0xF6, "o"},  {0xF8, 0xF8, "o"},    {0xF9, 0xFC, "u"},
        {0xFD, 0xFD, "y"},  {0xFF, 0xFF, "y"},  {0x132, 0x133, "ij"},
    };
    static const char *const ascii[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i",
                                        "j", "k", "l", "m", "n", "o", "p", "q", "r",
                                        "s", "t", "u", "v", "w", "x", "y", "z"};
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    if (point >= 'a' && point <= 'z') return ascii[point - 'a'];
    if (point >= 'A' && point <= 'Z') return ascii[point - 'A'];
    if (point >= '0' && point <= '9') return digits[point - '0'];
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        if (point >= folds[i].first && point <= folds[i].last) return folds[i].letters;
    }
    return NULL;
}

// Letters that sit on another one (a combining accent) and quotes vanish: "'s-Gravenhage" starts
// with an s. Everything else between two words becomes one '-'.
static bool vanishes(uint32_t point) {
    return (point >= 0x300 && point <= 0x36F) || point == '\'' || point == 0x2018 ||
           point == 0x2019;
}

static void fold_place(const char *place, char out[PLACE_MAX + 1]) {
    size_t length = 0, at = 0, n = strlen(place);
    bool gap = false;
    while (at < n) {
        uint32_t point;
        size_t took = utf8_decode(place + at, n - at, &point);
        if (took == 0) point = ' ';
        at += took ? took : 1;
        if (vanishes(point)) continue;
        const char *letters = fold_letter(point);
        if (!letters) {
            gap = length > 0;
            continue;
        }
        size_t need = strlen(letters) + (gap ? 1u : 0u);
        if (length + need > PLACE_MAX) break;
        if (gap) out[length++] = '-';
        gap = false;
        for (const char *p = letters; *p; p++) out[length++] = *p;
    }
    out[length] = '\0';
}

void session_make_id(char *out, int year, int month, int day, const char *place, uint32_t random) {
    // Without the letters and digits that look alike: people read these aloud.
    static const char alphabet[] = "23456789abcdefghjkmnpqrstuvwxyz";
    char folded[PLACE_MAX + 1], tail[5];
    fold_place(place ? place : "", folded);
    for (int i = 0; i < 4; i++) {
        tail[i] = alphabet[random % (sizeof alphabet - 1)];
        random /= sizeof alphabet - 1;
    }
    tail[4] = '\0';
    // The remainders are for the compiler, which sees any int; a date never needs them.
    (void)snprintf(out, 48, "%04u-%02u-%02u-%s-%s", (unsigned)year % 10000, (unsigned)month % 100,
                   (unsigned)day % 100, folded[0] ? folded : "plaats", tail);
}

const char *round_state_word(RoundState state) {
    static const char *const words[] = {
        [ROUND_OPEN] = "open", [ROUND_REVEALED] = "revealed", [ROUND_CANCELLED] = "cancelled"};
    return (unsigned)state < sizeof words / sizeof *words ? words[state] : "";
}

const char *session_state_word(SessionState state) {
    static const char *const words[] = {[SESSION_EMPTY] = "empty",
                                        [SESSION_ACTIVE] = "active",
                                        [SESSION_PAUSED] = "paused",
                                        [SESSION_CLOSED] = "closed"};
    return (unsigned)state < sizeof words / sizeof *words ? words[state] : "";
}

static const char *const agreement_words[AGREEMENT_STATE_COUNT] = {[AGREEMENT_OPEN] = "open",
                                                                   [AGREEMENT_DONE] = "done",
                                                                   [AGREEMENT_DROPPED] = "dropped",
                                                                   [AGREEMENT_UNDER_WAY] =
                                                                       "under-way",
                                                                   [AGREEMENT_STUCK] = "stuck"};

const char *agreement_state_word(AgreementState state) {
    return (unsigned)state < AGREEMENT_STATE_COUNT ? agreement_words[state] : "";
}

int agreement_state_from_word(const char *word) {
    for (int i = 0; word && i < AGREEMENT_STATE_COUNT; i++)
        if (strcmp(agreement_words[i], word) == 0) return i;
    return -1;
}
