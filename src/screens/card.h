// A card on a screen: an icon and a heading above what belongs together.
#ifndef PP_SCREENS_CARD_H
#define PP_SCREENS_CARD_H

#include "ui/ui.h"

// icon_mm: the icon's size. Closed by ui_close.
void card_open(Ui *ui, const char *id, const char *icon, float icon_mm, const char *title,
               TypeSize title_size);

#endif
