// Reading aloud (voorlezen): what stands on the screen, sentence by sentence, through praatplaat-speak.
// Nothing of the program waits for it, and no part of a meeting needs it.
#ifndef PP_APP_VOICE_H
#define PP_APP_VOICE_H

#include "app/app.h"

// Whether reading aloud can be offered: the helper is there, and something that sounds. Looks at a few
// paths and opens nothing, so that it may be asked whenever a screen is shown.
bool voice_possible(const App *app);

void voice_tapped(App *app);   // the button: begins at the top, or stops
void voice_touched(App *app);  // any touch or key: silence at once
// After the toolkit had the event (its place within the picture): a touch that made it silent and was a
// tap on a text goes on reading from the sentence there.
void voice_follow(App *app, const SDL_Event *inside);
void voice_stop(App *app);
void voice_due(App *app, int64_t now);  // follows the sentence that sounds

// The sentence that sounds, and its language; false: it is quiet.
bool voice_now(const App *app, const char **out_sentence, Lang *out_lang);

#endif
