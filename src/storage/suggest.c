// Edit distance with swaps (optimal string alignment), in three rows.
#include "storage/suggest.h"

#include <limits.h>
#include <string.h>

enum { WORD_MAX = 64 };

static int lower(char c) {
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

static int least(int a, int b, int c) {
    int m = a < b ? a : b;
    return m < c ? m : c;
}

int suggest_distance(const char *a, const char *b) {
    int n = (int)strnlen(a, WORD_MAX + 1), m = (int)strnlen(b, WORD_MAX + 1);
    if (n > WORD_MAX || m > WORD_MAX) return INT_MAX;
    int rows[3][WORD_MAX + 1];
    int *before = rows[0], *last = rows[1], *row = rows[2];
    memset(rows, 0, sizeof rows);
    for (int j = 0; j <= m; j++) last[j] = j;
    for (int i = 1; i <= n; i++) {
        row[0] = i;
        for (int j = 1; j <= m; j++) {
            int change = lower(a[i - 1]) != lower(b[j - 1]);
            row[j] = least(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]) && before[j - 2] + 1 < row[j]) {
                row[j] = before[j - 2] + 1;
            }
        }
        int *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[m];
}

// One slip in a short word, two from six letters on, three from twelve.
int suggest_is_near(const char *written, int distance) {
    size_t length = strlen(written);
    int slips = length < 3 ? 0 : length < 6 ? 1 : length < 12 ? 2 : 3;
    return distance <= slips;
}

int suggest_find(const char *written, SuggestWord word, const void *known, int count) {
    int best = -1, best_distance = INT_MAX;
    for (int i = 0; i < count; i++) {
        const char *candidate = word(known, i);
        if (!candidate) continue;
        int distance = suggest_distance(written, candidate);
        if (distance < best_distance) {
            best_distance = distance;
            best = i;
        }
    }
    return suggest_is_near(written, best_distance) ? best : -1;
}
