// "Did you mean …?": the known word nearest to the one that was written.
#ifndef PP_STORAGE_SUGGEST_H
#define PP_STORAGE_SUGGEST_H

// Edits (insert, remove, change, swap neighbours) that turn a into b, letters' case aside. Words
// over 64 bytes count as far apart.
int suggest_distance(const char *a, const char *b);

// True when a person who wrote `written` may well have meant something at this distance.
int suggest_is_near(const char *written, int distance);

// The i-th known word, or NULL to leave it out.
typedef const char *(*SuggestWord)(const void *known, int i);

// The index of the nearest of count known words, or -1 when none is near.
int suggest_find(const char *written, SuggestWord word, const void *known, int count);

#endif
