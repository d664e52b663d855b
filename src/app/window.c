// The window. FRAMEBUFFER_ACCELERATION "0" keeps SDL from putting the surface through (software)
// OpenGL, which costs 20 ms a press here against 0.9; synthesis of mouse from touch and back is off,
// or one tap would count twice.
#include "app/window.h"

#include "app/window_manager.h"
#include "ui/reveal.h"

#include <stdlib.h>
#include <string.h>

struct Window {
    SDL_Window *window;
    SDL_Renderer *renderer;  // NULL: the window's surface
    SDL_Texture *texture;
    SDL_Surface *canvas;   // with a renderer: ours; else the window's, borrowed
    SDL_Surface *picture;  // the part of it that is drawn in, the whole of it at a desk
    SDL_Rect *rects;       // of the last frame, on the canvas
    int rects_room;
    bool kiosk;
    int shift;      // which of the places the picture lies in
    bool fresh;     // the surface is new: draw everything
    Reveal reveal;  // of the last frame, while it grows
};

// Around the room that there is, never more than its half at a time.
static const int shifts[][2] = {{4, 4}, {8, 4}, {8, 8}, {4, 8}, {0, 8},
                                {0, 4}, {0, 0}, {4, 0}, {8, 0}};
enum { SHIFTS = (int)(sizeof shifts / sizeof *shifts) };

static void set_hints(const WindowWish *wish) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_IME_SHOW_UI, "0");
    SDL_SetHint(SDL_HINT_APP_NAME, "Praatplaat");
    (void)setenv("SDL_VIDEO_X11_WMCLASS", "org.praatplaat.Praatplaat", 0);
    (void)setenv("SDL_VIDEO_WAYLAND_WMCLASS", "org.praatplaat.Praatplaat", 0);
    // Without a session bus SDL would search for dbus-launch in every folder of PATH, at each start.
    (void)setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
    if (wish->kiosk) {
        SDL_SetHint(SDL_HINT_WINDOWS_NO_CLOSE_ON_ALT_F4, "1");
        SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
        SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
    }
    // SDL would fall back to drivers that draw nowhere: without a display we say so instead.
    if (wish->hidden_display)
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    else
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "x11,wayland,KMSDRM");
}

static Err no_display(ErrInfo *info) {
    return err_set(info, ERR_MACHINE, 0,
                   "there is no display to draw on (%s): start it in a graphical session, or run "
                   "praatplaat demo",
                   SDL_GetError());
}

static Err open_renderer(Window *w, const char *name, ErrInfo *info) {
    int wanted = -1;
    for (int i = 0; i < SDL_GetNumRenderDrivers(); i++) {
        SDL_RendererInfo about;
        if (SDL_GetRenderDriverInfo(i, &about) == 0 && strcmp(about.name, name) == 0) wanted = i;
    }
    if (wanted < 0)
        return err_set(info, ERR_USAGE, 0,
                       "there is no renderer %s here: leave --renderer out, or try surface, "
                       "opengl, opengles2 or software",
                       name);
    w->renderer = SDL_CreateRenderer(w->window, wanted, 0);
    if (!w->renderer)
        return err_set(info, ERR_MACHINE, 0,
                       "the renderer %s does not start (%s): leave --renderer out", name,
                       SDL_GetError());
    return ERR_NONE;
}

Err window_create(const WindowWish *wish, Window **out, ErrInfo *info) {
    *out = NULL;
    set_hints(wish);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO | SDL_INIT_EVENTS) != 0) return no_display(info);
    Window *w = calloc(1, sizeof *w);
    if (!w) return err_set(info, ERR_MEMORY, 0, "out of memory: close other programs");
    // Without a window manager a full-screen window gets its size only at creation.
    SDL_Rect bounds = {0, 0, 1280, 720};
    Uint32 flags = SDL_WINDOW_SHOWN;
    if (wish->windowed || wish->hidden_display) {
        if (wish->w) bounds.w = wish->w, bounds.h = wish->h;
        bounds.x = bounds.y = (int)SDL_WINDOWPOS_CENTERED;
        flags |= SDL_WINDOW_RESIZABLE;
    } else {
        if (SDL_GetDisplayBounds(0, &bounds) != 0) {
            window_destroy(w);
            return no_display(info);
        }
        // Where nobody manages windows a bare one over all of the display is a full screen.
        flags |= SDL_WINDOW_BORDERLESS;
        if (window_manager_runs()) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    }
    if (wish->sized) wish->sized(wish->context, bounds.w, bounds.h);
    w->window = SDL_CreateWindow("Praatplaat", bounds.x, bounds.y, bounds.w, bounds.h, flags);
    if (!w->window) {
        Err err = no_display(info);
        window_destroy(w);
        return err;
    }
    SDL_SetWindowMinimumSize(w->window, 480, 320);
    if (wish->renderer && strcmp(wish->renderer, "surface") != 0) {
        Err err = open_renderer(w, wish->renderer, info);
        if (err != ERR_NONE) {
            window_destroy(w);
            return err;
        }
    }
    w->kiosk = wish->kiosk;
    // The keys by which one leaves a window or a task belong to the program now. What even this does
    // not hold (another console, Ctrl+Alt+Del) is the system's: docs/KIOSK.md.
    if (wish->kiosk) SDL_SetWindowKeyboardGrab(w->window, SDL_TRUE);
    SDL_DisableScreenSaver();
    window_show_cursor(false);  // until a mouse moves
    w->fresh = true;
    *out = w;
    return ERR_NONE;
}

static void drop_picture(Window *w) {
    if (w->picture && w->picture != w->canvas) SDL_FreeSurface(w->picture);
    w->picture = NULL;
}

static void drop_canvas(Window *w) {
    drop_picture(w);
    if (w->texture) SDL_DestroyTexture(w->texture);
    if (w->renderer && w->canvas) SDL_FreeSurface(w->canvas);
    w->texture = NULL;
    w->canvas = NULL;
    w->fresh = true;
    w->reveal.active = false;
}

void window_destroy(Window *w) {
    if (!w) return;
    drop_canvas(w);
    reveal_finish(&w->reveal);
    free(w->rects);
    if (w->renderer) SDL_DestroyRenderer(w->renderer);
    if (w->window) SDL_DestroyWindow(w->window);
    free(w);
    SDL_QuitSubSystem(SDL_INIT_VIDEO | SDL_INIT_EVENTS);
}

void window_size(const Window *w, int *out_w, int *out_h) {
    SDL_GetWindowSize(w->window, out_w, out_h);
}

void window_resized(Window *w) {
    drop_canvas(w);
}

static bool get_canvas(Window *w) {
    if (!w->renderer) {
        SDL_Surface *surface = SDL_GetWindowSurface(w->window);
        if (surface != w->canvas) {
            drop_picture(w);
            w->fresh = true;
        }
        w->canvas = surface;
        return surface != NULL && surface->format->BytesPerPixel == 4;
    }
    if (w->canvas) return true;
    int width, height;
    SDL_GetWindowSize(w->window, &width, &height);
    w->canvas = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    w->texture = SDL_CreateTexture(w->renderer, SDL_PIXELFORMAT_ARGB8888,
                                   SDL_TEXTUREACCESS_STREAMING, width, height);
    return w->canvas && w->texture;
}

// -- the picture in its room -------------------------------------------------------------------------
void window_shifted(const Window *w, int *out_x, int *out_y) {
    *out_x = w->kiosk ? shifts[w->shift][0] : 0;
    *out_y = w->kiosk ? shifts[w->shift][1] : 0;
}

void window_shift(Window *w) {
    w->shift = (w->shift + 1) % SHIFTS;
    drop_picture(w);
    w->fresh = true;
}

static bool get_picture(Window *w) {
    if (w->picture) return true;
    SDL_Surface *c = w->canvas;
    int x, y;
    window_shifted(w, &x, &y);
    if (!w->kiosk || c->w <= WINDOW_SHIFT_PX || c->h <= WINDOW_SHIFT_PX)
        w->picture = c;
    else
        w->picture = SDL_CreateRGBSurfaceWithFormatFrom(
            (Uint8 *)c->pixels + y * c->pitch + x * 4, c->w - WINDOW_SHIFT_PX,
            c->h - WINDOW_SHIFT_PX, 32, c->pitch, c->format->format);
    return w->picture != NULL;
}

// The room around the picture continues its outermost pixels, so that no frame is seen.
static void fill_edges(SDL_Surface *c, SDL_Rect in) {
    for (int y = in.y; y < in.y + in.h; y++) {
        Uint32 *row = (Uint32 *)(void *)((Uint8 *)c->pixels + y * c->pitch);
        for (int x = 0; x < in.x; x++) row[x] = row[in.x];
        for (int x = in.x + in.w; x < c->w; x++) row[x] = row[in.x + in.w - 1];
    }
    for (int y = 0; y < c->h; y++) {
        if (y == in.y) y = in.y + in.h;
        if (y >= c->h) break;
        int from = y < in.y ? in.y : in.y + in.h - 1;
        memcpy((Uint8 *)c->pixels + y * c->pitch, (Uint8 *)c->pixels + from * c->pitch,
               (size_t)c->w * 4);
    }
}

// Moves the rectangles to where the picture lies, and adds the room around it where one touches it.
static int on_canvas(Window *w, const SDL_Rect *rects, int count) {
    if (count + 4 > w->rects_room) {
        SDL_Rect *more = realloc(w->rects, (size_t)(count + 4) * sizeof *more);
        if (!more) return 0;
        w->rects = more;
        w->rects_room = count + 4;
    }
    SDL_Rect in = {.w = w->picture->w, .h = w->picture->h};
    window_shifted(w, &in.x, &in.y);
    bool edge = false;
    for (int i = 0; i < count; i++) {
        SDL_Rect r = rects[i];
        edge = edge || r.x <= 0 || r.y <= 0 || r.x + r.w >= in.w || r.y + r.h >= in.h;
        r.x += in.x;
        r.y += in.y;
        w->rects[i] = r;
    }
    if (!edge) return count;
    SDL_Surface *c = w->canvas;
    fill_edges(c, in);
    const SDL_Rect around[] = {{0, 0, c->w, in.y},
                               {0, in.y + in.h, c->w, c->h - in.y - in.h},
                               {0, in.y, in.x, in.h},
                               {in.x + in.w, in.y, c->w - in.x - in.w, in.h}};
    for (int i = 0; i < 4; i++)
        if (around[i].w > 0 && around[i].h > 0) w->rects[count++] = around[i];
    return count;
}

// Hands parts of the canvas to the display.
static void hand_over(Window *w, const SDL_Rect *rects, int count) {
    if (count < 1) return;
    if (!w->renderer) {
        (void)SDL_UpdateWindowSurfaceRects(w->window, rects, count);
        return;
    }
    for (int i = 0; i < count; i++) {
        const Uint8 *from =
            (const Uint8 *)w->canvas->pixels + rects[i].y * w->canvas->pitch + rects[i].x * 4;
        (void)SDL_UpdateTexture(w->texture, &rects[i], from, w->canvas->pitch);
    }
    (void)SDL_RenderCopy(w->renderer, w->texture, NULL, NULL);
    SDL_RenderPresent(w->renderer);
}

Err window_present(Window *w, Ui *ui, bool whole, int64_t now, ErrInfo *info) {
    if (!get_canvas(w) || !get_picture(w))
        return err_set(info, ERR_MACHINE, 0,
                       "the window cannot be drawn on (%s): check the display", SDL_GetError());
    const SDL_Rect *rects, *rest;
    Rect from = {0};
    bool all = whole || w->fresh;
    int count = ui_draw(ui, w->picture, all, &rects);
    bool grows = ui_take_growth(ui, &from) && !all;
    w->fresh = false;
    if (count > 0 && w->picture != w->canvas) {
        int x, y;
        window_shifted(w, &x, &y);
        from.x += x;
        from.y += y;
        count = on_canvas(w, rects, count);
        rects = w->rects;
    }
    if (count == 0) return ERR_NONE;
    int left = reveal_end(&w->reveal, &rest);  // the next frame ends the one that grew
    hand_over(w, rest, left);
    if (!grows) {
        hand_over(w, rects, count);
        return ERR_NONE;
    }
    reveal_begin(&w->reveal, from, rects, count, now);
    window_step(w, now);
    return ERR_NONE;
}

void window_step(Window *w, int64_t now) {
    const SDL_Rect *parts;
    if (!w->reveal.active) return;
    int count = reveal_step(&w->reveal, now, &parts);
    hand_over(w, parts, count);
}

int64_t window_deadline(const Window *w, int64_t now) {
    return reveal_deadline(&w->reveal, now);
}

void window_keep_on_top(Window *w) {
    if (SDL_GetWindowFlags(w->window) & SDL_WINDOW_MINIMIZED) SDL_RestoreWindow(w->window);
    SDL_RaiseWindow(w->window);
}

void window_show_cursor(bool shown) {
    (void)SDL_ShowCursor(shown ? SDL_ENABLE : SDL_DISABLE);
}

SDL_Surface *window_surface(Window *w) {
    return w->canvas;
}
