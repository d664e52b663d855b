// What comes from outside (a paste, a real keyboard, a name in a file) made fit to be stored and
// shown: valid UTF-8 in NFC, without anything that is invisible or turns the direction of text.
#ifndef PP_UI_TEXT_CLEAN_H
#define PP_UI_TEXT_CLEAN_H

#include "base/str.h"

// No grapheme is longer than this many code points; the longest emoji in use take eleven.
enum { TEXT_CLEAN_CLUSTER_MAX = 32 };

// Appends the cleaned first n bytes of raw to out. Bytes that are not UTF-8 are dropped; CR, CR LF,
// NEL and the Unicode line and paragraph separators become a line feed, in one-line texts a space;
// tabs become spaces; other controls, format characters (bidi overrides and isolates, soft
// hyphens, tags …) except ZWJ and ZWNJ, and noncharacters are dropped. Cleaning twice changes
// nothing more. Aborts when the machine has no memory left.
void text_clean(Str *out, const char *raw, size_t n, bool multiline);

#endif
