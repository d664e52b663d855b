// Taking the outcome along: what goes and what stays, which files, where to, how far it is, and the
// stick that may come out. A sheet over any screen, in a meeting too. It shows a TakeAlong, which the
// program keeps, and asks for everything by shell->ops->take.
#ifndef PP_SCREENS_TAKE_ALONG_H
#define PP_SCREENS_TAKE_ALONG_H

#include "screens/frame.h"

void take_along_build(Shell *shell, Ui *ui);
bool take_along_handle(Shell *shell, const UiEvent *event);

#endif
