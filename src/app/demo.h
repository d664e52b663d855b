// `praatplaat demo`: plays one whole meeting by itself, through the same input as fingers, and leaves
// pictures and the session's folder. It looks at what stands on the screen and acts like a group
// would; a place where it does not get on is an error, said by name.
#ifndef PP_APP_DEMO_H
#define PP_APP_DEMO_H

#include "app/app.h"

// The folder of -o (default ./praatplaat-demo): made when missing. The demo's own data folder lies in it.
Err demo_data_dir(const Options *options, Str *out, ErrInfo *info) MUST_CHECK;

Err demo_open(App *app, Demo **out, ErrInfo *info) MUST_CHECK;
void demo_close(Demo *demo);
int64_t demo_deadline(const Demo *demo);
void demo_due(App *app, int64_t now);

#endif
