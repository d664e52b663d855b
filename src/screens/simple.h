// Simple mode (eenvoudig): a pack's `simple` texts, one thing at a time. Every paragraph is a card of its
// own; in an assignment's step the last one is the question.
#ifndef PP_SCREENS_SIMPLE_H
#define PP_SCREENS_SIMPLE_H

#include "screens/shell.h"

// In the language set; "" when the mode is off or the pack has none: then the ordinary text stands.
const char *simple_text(const Shell *shell, const Text *simple);
// The simple text in simple mode where there is one, else the ordinary text.
const char *simple_or(const Shell *shell, const Text *simple, const Text *text);

int simple_count(const char *text);  // of cards
const char *simple_card(Ui *ui, const char *text,
                        int at);  // lives as long as the build; "" past the end

// The card of page, with a way back and on and where one is. Ids id.text, id.previous, id.next; the
// act comes back with a = -1 or +1.
void simple_build(Ui *ui, const char *id, const char *text, int page, UiAct act);

#endif
